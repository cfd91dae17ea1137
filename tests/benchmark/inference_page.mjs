// The browser's side of the inference benchmark. The address says what to load,
// ?engine=…&network=…&threads=…; the console hears when that is done, and then
// inference.mjs calls window.benchmark.
// window.firstResult: milliseconds from navigation to the first answer.
import { open, pictures, timeOfCall } from './inference_engines.mjs';

const query = new URLSearchParams(location.search);

function script(url) {
  return new Promise((resolve, reject) => {
    document.head.append(
      Object.assign(document.createElement('script'), {
        src: url,
        async: false,
        onload: resolve,
        onerror: reject,
      }),
    );
  });
}

async function tensorflow() {
  await Promise.all([
    script('packages/@tensorflow/tfjs/dist/tf.min.js'),
    script('packages/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js'),
  ]);
  return { tf: window.tf, wasm: window.tf.wasm };
}

const PLACES = {
  'core/second-opinion-core.mjs': () => new URL('core/second-opinion-core.mjs', location.href).href,
  'core/second-opinion-core-pool.mjs': () =>
    new URL('core/second-opinion-core-pool.mjs', location.href).href,
  'onnxruntime-web': () =>
    new URL('packages/onnxruntime-web/dist/ort.wasm.min.mjs', location.href).href,
  'onnxruntime-web/wasm': () => new URL('packages/onnxruntime-web/dist/', location.href).href,
  tensorflow,
  'tensorflow/wasm': () =>
    new URL('packages/@tensorflow/tfjs-backend-wasm/dist/', location.href).href,
};

async function read(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function main() {
  const threads = Number(query.get('threads'));
  if (threads > 1 && !crossOriginIsolated)
    throw new Error('this page is not isolated: runtimes that share memory would use one thread');
  const classify = await open({
    engine: query.get('engine'),
    network: query.get('network'),
    threads,
    read,
    locate: (what) => PLACES[what](),
  });
  const first = await classify(pictures(1), 1);
  window.firstResult = performance.now();
  window.benchmark = {
    first: [...first],
    answers: async (count) => [...(await classify(pictures(count), count))],
    time: (count, milliseconds) => timeOfCall(classify, pictures(count), count, milliseconds),
  };
}

main().then(
  () => console.log('benchmark: ready'),
  (error) => console.log(`benchmark: ${error?.stack ?? error}`),
);
