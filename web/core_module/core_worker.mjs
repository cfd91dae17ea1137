// One worker of web/core_module/core_pool.mjs, in browsers and in Node: a core of its own, which
// does what it is asked by { id, call, … } and answers { id, result } or
// { id, error: { name, message } }. Nobody else's.
import { createCore } from './second-opinion-core.mjs';

let core = null;
const networks = new Map();

const CALLS = {
  start: async ({ wasmBinary }) => {
    core = await createCore({ wasmBinary });
  },
  load: ({ network, bytes }) => {
    networks.set(network, core.load(bytes));
  },
  classify: ({ network, pixels }) => networks.get(network).classify(pixels),
  novelty: ({ network, pixels }) => networks.get(network).novelty(pixels),
  free: ({ network }) => {
    networks.get(network)?.free();
    networks.delete(network);
  },
};

const port = globalThis.postMessage ? globalThis : (await import('node:worker_threads')).parentPort;

async function answer({ id, call, ...given }) {
  try {
    const result = await CALLS[call](given);
    port.postMessage({ id, result }, result ? [result.buffer] : []);
  } catch ({ name, message }) {
    port.postMessage({ id, error: { name, message } });
  }
}

if (port.on) port.on('message', answer);
else port.onmessage = ({ data }) => answer(data);
