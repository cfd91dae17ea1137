// One runtime of the inference benchmark in a Node of its own, as it has a page of
// its own in a browser: its settings and its threads are the whole process's.
// inference_node.mjs sends {call, given}; the answers are {result} or {error}.
//   node inference_node_side.mjs WORK CORE_MODULE
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { open, pictures, timeOfCall } from './inference_engines.mjs';

const [work, core] = process.argv.slice(2);
const require = createRequire(resolve(work, 'package.json'));
const PLACES = {
  'core/second-opinion-core.mjs': () => pathToFileURL(resolve(core)).href,
  'core/second-opinion-core-pool.mjs': () =>
    pathToFileURL(resolve(dirname(core), 'second-opinion-core-pool.mjs')).href,
  'onnxruntime-web': () =>
    pathToFileURL(resolve(work, 'node_modules/onnxruntime-web/dist/ort.node.min.mjs')).href,
  'onnxruntime-web/wasm': () =>
    `${pathToFileURL(resolve(work, 'node_modules/onnxruntime-web/dist')).href}/`,
  tensorflow: async () => ({
    tf: require('@tensorflow/tfjs'),
    wasm: require('@tensorflow/tfjs-backend-wasm'),
  }),
  'tensorflow/wasm': () => `${resolve(work, 'node_modules/@tensorflow/tfjs-backend-wasm/dist')}/`,
};
let classify = null;

const CALLS = {
  open: async (what) => {
    const read = async (path) => new Uint8Array(await readFile(resolve(work, path)));
    classify = await open({ ...what, read, locate: (name) => PLACES[name]() });
  },
  answers: async (count) => [...(await classify(pictures(count), count))],
  time: ([count, milliseconds]) => timeOfCall(classify, pictures(count), count, milliseconds),
  processorSeconds: () => (({ user, system }) => (user + system) / 1e6)(process.cpuUsage()),
};

process.on('message', async ({ call, given }) => {
  try {
    process.send({ result: await CALLS[call](given) });
  } catch (error) {
    process.send({ error: String(error?.stack ?? error) });
  }
});
