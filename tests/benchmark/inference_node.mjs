// The inference benchmark outside browsers: the same WebAssembly in Node, and the
// native programs, each on one thread.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { open, pictures, timeOfCall } from './inference_engines.mjs';

// What opens a runtime in this process. work: the benchmark's folder; core: the core module.
export function nodeOpener(work, core) {
  const require = createRequire(resolve(work, 'package.json'));
  const places = {
    'core/second-opinion-core.mjs': () => pathToFileURL(resolve(core)).href,
    'onnxruntime-web': () => pathToFileURL(resolve(work, 'node_modules/onnxruntime-web/dist/ort.node.min.mjs')).href,
    'onnxruntime-web/wasm': () => `${pathToFileURL(resolve(work, 'node_modules/onnxruntime-web/dist')).href}/`,
    tensorflow: async () => ({ tf: require('@tensorflow/tfjs'), wasm: require('@tensorflow/tfjs-backend-wasm') }),
    'tensorflow/wasm': () => `${resolve(work, 'node_modules/@tensorflow/tfjs-backend-wasm/dist')}/`,
  };
  const read = async (path) => new Uint8Array(await readFile(resolve(work, path)));
  return async (what) => {
    const classify = await open({ ...what, read, locate: (name) => places[name]() });
    return {
      answers: async (count) => [...await classify(pictures(count), count)],
      time: (count, milliseconds) => timeOfCall(classify, pictures(count), count, milliseconds),
      close: () => {},
    };
  };
}

// onnxruntime-node on one thread.
export async function openOnnxruntimeNode(work, network) {
  const ort = createRequire(resolve(work, 'package.json'))('onnxruntime-node');
  const session = await ort.InferenceSession.create(resolve(work, `networks/${network}.onnx`), {
    intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all',
  });
  const classify = async (pixels, count) =>
    (await session.run({ images: new ort.Tensor('float32', pixels, [count, 1, 28, 28]) })).probabilities.data;
  return { time: (count, milliseconds) => timeOfCall(classify, pictures(count), count, milliseconds), close: () => session.release() };
}

// Our core, built natively: build/release/bin/inference_speed.
export async function openNative(program, work, network) {
  const child = spawn(program, [resolve(work, `networks/${network}.weights`)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line) => {
    child.stdin.write(`${line}\n`);
    return Number((await lines.next()).value);
  };
  const { value: kernels } = await lines.next();
  return { kernels, time: async (count) => 1000 * await ask(count), peak: () => ask('peak'), close: () => child.stdin.end() };
}
