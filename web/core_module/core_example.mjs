// Draws an upright stroke on a canvas, loads the weights file that is chosen and asks the network
// what the stroke is.
import { createCore } from './second-opinion-core.mjs';

const [canvas, input, output] = ['canvas', 'input', 'output'].map((name) =>
  document.querySelector(name),
);
const context = canvas.getContext('2d');
context.fillRect(13, 5, 2, 18); // black on clear paper

const core = await createCore();
const stroke = core.fromImageData(context.getImageData(0, 0, canvas.width, canvas.height));
input.onchange = async () => {
  try {
    const probabilities = core.load(await input.files[0].arrayBuffer()).classify(stroke);
    const digit = probabilities.indexOf(Math.max(...probabilities));
    const percent = (100 * probabilities[digit]).toFixed(1);
    output.textContent = `reads an upright stroke as ${digit}, ${percent} % sure.`;
  } catch (error) {
    output.textContent = error.message;
  }
};
input.disabled = false;
