// Compares how fast networks classify: ours beside ONNX Runtime and TensorFlow.js,
// in rounds that take turns, medians of all. Called by inference.sh, which sets up.
//   node inference.mjs WORK CORE_MODULE NATIVE_PROGRAM [ROUNDS [SECTION…]]
// Sections: browser node native cold. Checks first that all give the same answers.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BrowserSide } from './inference_browser.mjs';
import { median } from './inference_engines.mjs';
import { nodeOpener, openNative, openOnnxruntimeNode } from './inference_node.mjs';

const [work, core, program, rounds = '9', ...wanted] = process.argv.slice(2);
const sections = wanted.length ? wanted : ['browser', 'node', 'native', 'cold'];
const REFERENCES = ['cnn_ref', 'vit_ref'];
const NETWORKS = (process.env.NETWORKS ?? 'cnn_ref vit_ref cnn transformer nano').split(' ');
const [SINGLE, DOUBLE] = [1, 2].map((threads) =>
  ['ours', 'onnxruntime-web', 'tensorflow'].map((engine) => ({ engine, threads })),
);
const BATCH = 256;
const TOLERANCE = 1e-4;
const folders = [
  ['packages/', `${work}/node_modules`],
  ['core/', dirname(resolve(core))],
  ['networks/', `${work}/networks`],
  ['peak/', work],
  ['', fileURLToPath(new URL('.', import.meta.url))],
];

const description = (network) =>
  JSON.parse(readFileSync(`${work}/networks/${network}.json`, 'utf8'));
const version = (name) =>
  JSON.parse(readFileSync(`${work}/node_modules/${name}/package.json`, 'utf8')).version;
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
function header(...names) {
  row(...names);
  row(...names.map(() => '---'));
}

async function sameAnswers(sides, network) {
  const [first, ...others] = await Promise.all(sides.map((side) => side.answers(16)));
  others.forEach((answers, i) => {
    const worst = Math.max(...answers.map((p, k) => Math.abs(p - first[k])));
    if (!(answers.length === first.length && worst < TOLERANCE))
      throw new Error(`${network}: side ${i + 1} differs from ours by ${worst}`);
  });
}

// → { perCall: milliseconds, threads: how many were busy meanwhile, by the processor's clock }
async function measure(side, count, milliseconds) {
  const [used, start] = [await side.processorSeconds?.(), performance.now()];
  const perCall = await side.time(count, milliseconds);
  return {
    perCall,
    threads: (1000 * ((await side.processorSeconds?.()) - used)) / (performance.now() - start),
  };
}

// One measurement of every side per round, in an order that turns. → medians per side.
async function takeTurns(sides) {
  const seen = sides.map(() => ({ latency: [], throughput: [], threads: [] }));
  for (const side of sides) await side.time(1, 300);
  for (let round = 0; round < Number(rounds); ++round) {
    for (let turn = 0; turn < sides.length; ++turn) {
      const which = (round + turn) % sides.length;
      seen[which].latency.push(await sides[which].time(1, 120));
      const { perCall, threads } = await measure(sides[which], BATCH, 200);
      seen[which].throughput.push((1000 * BATCH) / perCall);
      seen[which].threads.push(threads);
    }
  }
  return seen.map((of) =>
    Object.fromEntries(Object.entries(of).map(([what, values]) => [what, median(values)])),
  );
}

// Ours over the best peer on as many threads: latency, throughput.
function ratios(results, kinds, i) {
  const peers = results.filter(
    (_, k) => kinds[k].engine !== 'ours' && kinds[k].threads === kinds[i].threads,
  );
  return [
    Math.min(...peers.map((peer) => peer.latency)) / results[i].latency,
    results[i].throughput / Math.max(...peers.map((peer) => peer.throughput)),
  ];
}

async function compare(network, kinds, openSide, peak, place) {
  const sides = [];
  for (const kind of kinds) sides.push(await openSide({ ...kind, network }));
  if (sides.every((side) => side.answers)) await sameAnswers(sides, network);
  const results = await takeTurns(sides);
  for (const side of sides) await side.close();
  const gigaflops = (2 * description(network).multiply_adds) / 1e9;
  results.forEach((result, i) => {
    const { engine, threads } = kinds[i],
      rate = result.throughput * gigaflops;
    row(
      place,
      network,
      engine,
      Number.isFinite(result.threads) ? `${threads} (${result.threads.toFixed(1)} busy)` : threads,
      result.latency.toFixed(3),
      result.throughput.toFixed(0),
      rate.toFixed(1),
      `${((100 * rate) / peak).toFixed(0)} %`,
      engine === 'ours'
        ? ratios(results, kinds, i)
            .map((ratio) => ratio.toFixed(2))
            .join(', ')
        : '',
    );
  });
}

const COLUMNS = [
  'where',
  'network',
  'runtime',
  'threads',
  'batch 1, ms',
  `batch ${BATCH}, images/s`,
  'GFLOP/s as direct products',
  "of one thread's peak",
  'ours / best peer on as many threads: latency, throughput',
];

async function wasmSection(browser, place) {
  const peak = await browser.peak('peak/multiply_add.wasm');
  const runner = place === 'Node' ? `Node ${process.version}` : browser.version();
  console.log(
    `\nWebAssembly in ${runner}; multiply and add alone in Chromium: ` +
      `${peak.toFixed(1)} GFLOP/s\n`,
  );
  header(...COLUMNS);
  const openSide = place === 'Node' ? nodeOpener(work, core) : (what) => browser.open(what);
  // The threads of TensorFlow.js start from a blob: address, which Node's workers do not take.
  const kinds = [...SINGLE, ...DOUBLE].filter(
    ({ engine, threads }) => !(place === 'Node' && engine === 'tensorflow' && threads > 1),
  );
  for (const network of NETWORKS) await compare(network, kinds, openSide, peak, place);
}

async function nativeSection() {
  const probe = await openNative(program, work, NETWORKS[0]);
  const peak = await probe.peak();
  probe.close();
  console.log(
    `\nNative, kernels ${probe.kernels}; fused multiply-adds alone: ${peak.toFixed(1)} GFLOP/s\n`,
  );
  header(...COLUMNS);
  const openSide = ({ engine, network }) =>
    engine === 'ours' ? openNative(program, work, network) : openOnnxruntimeNode(work, network);
  for (const network of NETWORKS) {
    await compare(
      network,
      [
        { engine: 'ours', threads: 1 },
        { engine: 'onnxruntime-node', threads: 1 },
      ],
      openSide,
      peak,
      'native',
    );
  }
}

async function coldSection(browser) {
  console.log(
    '\nCold: a new browser at rest, from navigation to the first answer, and what that transfers\n',
  );
  header(
    'network',
    'runtime',
    'first result, ms',
    'bytes',
    'gzip',
    'brotli',
    'ours sooner than the best peer',
  );
  for (const network of NETWORKS) {
    const kinds = [...SINGLE, { engine: 'none', threads: 1 }];
    const results = kinds.map(() => ({ times: [], asked: [] }));
    for (let round = -1; round < Number(rounds); ++round) {
      // the first one warms the server
      for (const [i, kind] of kinds.entries()) {
        const { milliseconds, asked } = await browser.cold({ ...kind, network });
        if (round >= 0) results[i].times.push(milliseconds);
        results[i].asked = asked;
      }
    }
    const medians = results.map(({ times }) => median(times));
    const alone = medians.pop();
    medians.forEach((milliseconds, i) => {
      const { raw, gzip, brotli } = browser.bytes(results[i].asked);
      row(
        network,
        SINGLE[i].engine,
        milliseconds.toFixed(0),
        raw,
        gzip,
        brotli,
        i ? '' : (Math.min(...medians.slice(1)) / milliseconds).toFixed(1),
      );
    });
    row(network, 'the page alone', alone.toFixed(0), '', '', '', '');
  }
}

async function main() {
  console.log(
    `${cpus()[0].model}, ${cpus().length} cores; onnxruntime-web ${version('onnxruntime-web')}, ` +
      `TensorFlow.js ${version('@tensorflow/tfjs')} with its wasm backend, ` +
      `onnxruntime-node ${version('onnxruntime-node')}; median of ${rounds} rounds; ` +
      `${REFERENCES.join(', ')}: seeded random weights`,
  );
  const browser = await BrowserSide.start(folders, `${work}/compressed`);
  try {
    if (sections.includes('browser')) await wasmSection(browser, 'Chromium');
    if (sections.includes('node')) await wasmSection(browser, 'Node');
    if (sections.includes('native')) await nativeSection();
    if (sections.includes('cold')) await coldSection(browser);
  } finally {
    await browser.close();
  }
}

await main();
process.exit(0); // runtimes keep threads alive
