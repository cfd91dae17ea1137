// The document of one runtime in the inference benchmark. Every runtime's page names
// at once, in the same way, all that it will ask for, as a page that is in a hurry
// does; without that, the first result would measure who asks in the longest chain.
const ORT = 'packages/onnxruntime-web/dist';
const TFJS = 'packages/@tensorflow';

// Per runtime: modules, classic scripts, and what fetch() gets.
const NEEDS = {
  ours: (network) => ({
    modules: ['core/second-opinion-core.mjs'],
    fetches: ['core/second-opinion-core.wasm', `networks/${network}.weights`],
  }),
  'onnxruntime-web': (network) => ({
    modules: [`${ORT}/ort.wasm.min.mjs`, `${ORT}/ort-wasm-simd-threaded.mjs`],
    fetches: [`${ORT}/ort-wasm-simd-threaded.wasm`, `networks/${network}.onnx`],
  }),
  tensorflow: (network, threads) => ({
    modules: ['inference_tfjs.mjs'],
    scripts: [
      `${TFJS}/tfjs/dist/tf.min.js`,
      `${TFJS}/tfjs-backend-wasm/dist/tf-backend-wasm.min.js`,
    ],
    fetches: [
      `${TFJS}/tfjs-backend-wasm/dist/tfjs-backend-wasm${threads > 1 ? '-threaded' : ''}-simd.wasm`,
      `networks/${network}.json`,
      `networks/${network}.bin`,
    ],
  }),
  none: () => ({}),
};

// query: engine, network, threads. → HTML
export function inferenceDocument(query) {
  const {
    modules = [],
    scripts = [],
    fetches = [],
  } = NEEDS[query.get('engine')](query.get('network'), Number(query.get('threads')));
  return [
    '<!doctype html>',
    '<meta charset="utf-8">',
    '<title>inference benchmark</title>',
    '<link rel="icon" href="data:,">',
    ...['inference_engines.mjs', ...modules].map(
      (path) => `<link rel="modulepreload" href="${path}">`,
    ),
    ...scripts.map((path) => `<link rel="preload" as="script" href="${path}">`),
    ...fetches.map((path) => `<link rel="preload" as="fetch" crossorigin href="${path}">`),
    '<script type="module" src="inference_page.mjs"></script>',
    '',
  ].join('\n');
}
