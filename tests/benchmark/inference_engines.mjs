// Three ways to run one network, behind one interface, in browsers and in Node:
// open({engine, threads, network, read, locate}) → classify(pixels, count), a
// promise of count×10 probabilities; classify.close(), where there is one, ends its workers.
//   read(path)    bytes of a file of the benchmark's folder, as a Uint8Array
//   locate(what)  where this environment finds a package's file (URL or path)
// Also how a round is timed, the same way everywhere.

async function ours({ network, threads, read, locate }) {
  if (threads > 1) return pooled({ network, threads, read, locate });
  const { createCore } = await import(locate('core/second-opinion-core.mjs'));
  const [core, bytes] = await Promise.all([createCore(), read(`networks/${network}.weights`)]);
  const loaded = core.load(bytes);
  return async (pixels, count) => loaded.classify(pixels, count);
}

async function pooled({ network, threads, read, locate }) {
  const { createCorePool } = await import(locate('core/second-opinion-core-pool.mjs'));
  const [pool, bytes] = await Promise.all([
    createCorePool({ workers: threads }),
    read(`networks/${network}.weights`),
  ]);
  const loaded = await pool.load(bytes);
  return Object.assign((pixels, count) => loaded.classify(pixels, count), {
    close: () => pool.close(),
  });
}

async function onnxruntimeWeb({ network, threads, read, locate }) {
  const [ort, bytes] = await Promise.all([
    import(locate('onnxruntime-web')),
    read(`networks/${network}.onnx`),
  ]);
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmPaths = locate('onnxruntime-web/wasm');
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
  });
  return async (pixels, count) => {
    const { probabilities } = await session.run({
      images: new ort.Tensor('float32', pixels, [count, 1, 28, 28]),
    });
    return probabilities.data;
  };
}

async function tensorflow({ network, threads, read, locate }) {
  const { tf, wasm } = await locate('tensorflow');
  const [{ tfjsClassifier }, description, values] = await Promise.all([
    import('./inference_tfjs.mjs'),
    read(`networks/${network}.json`),
    read(`networks/${network}.bin`),
  ]);
  wasm.setWasmPaths(locate('tensorflow/wasm'));
  // On one thread the build without threads is the fastest. For more it must be told how many, or
  // it takes half of what the machine says it has.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
  if (threads > 1) wasm.setThreadsCount(threads);
  await tf.setBackend('wasm');
  await tf.ready();
  return tfjsClassifier(
    tf,
    JSON.parse(new TextDecoder().decode(description)),
    new Float32Array(values.slice().buffer),
  );
}

// What the page takes by itself.
const none = async () => async (pixels, count) => new Float32Array(10 * count);

export const ENGINES = { ours, 'onnxruntime-web': onnxruntimeWeb, tensorflow, none };

export const open = (options) => ENGINES[options.engine](options);

// count pictures of seeded noise, the same everywhere.
export function pictures(count) {
  let state = 1;
  // No ink touches the border, because the core takes the border's grey for the paper's.
  const inside = (i) => (i % 28) % 27 !== 0 && Math.floor((i % 784) / 28) % 27 !== 0;
  return Float32Array.from(
    { length: count * 784 },
    (_, i) =>
      ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32) * (inside(i) ? 1 : 0),
  );
}

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

// The median time of a call in milliseconds, over at least three calls and `time` ms.
export async function timeOfCall(classify, pixels, count, time) {
  const times = [];
  for (const start = performance.now(); times.length < 3 || performance.now() - start < time;) {
    const before = performance.now();
    await classify(pixels, count);
    times.push(performance.now() - before);
  }
  return median(times);
}
