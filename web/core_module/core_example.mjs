// Loads the weights file that is chosen and asks the network what an upright stroke is.
import { createCore } from './second-opinion-core.mjs';

const stroke = Float32Array.from({ length: 784 }, (_, i) => (i >= 140 && i < 644 && [13, 14].includes(i % 28) ? 1 : 0));
const core = await createCore();
const [input, output] = ['input', 'output'].map((name) => document.querySelector(name));
input.onchange = async () => {
  try {
    const probabilities = core.load(await input.files[0].arrayBuffer()).classify(stroke);
    const digit = probabilities.indexOf(Math.max(...probabilities));
    output.textContent = `reads an upright stroke as ${digit}, ${(100 * probabilities[digit]).toFixed(1)} % sure.`;
  } catch (error) {
    output.textContent = error.message;
  }
};
input.disabled = false;
