// Times core modules of several commits on the reference networks in Chromium, in
// rounds that take turns; prints medians. Called by kernel_steps.sh, which builds them.
//   node kernel_steps.mjs WORK ROUNDS FOLDER…     folders of WORK/steps
import { fileURLToPath } from 'node:url';
import { BrowserSide } from './inference_browser.mjs';
import { median } from './inference_engines.mjs';

const [work, rounds, ...steps] = process.argv.slice(2);
const BATCH = 256;
const TOLERANCE = 1e-4;

const folders = (step) => [
  ['core/', `${work}/steps/${step}`],
  ['networks/', `${work}/networks`],
  ['packages/', `${work}/node_modules`],
  ['', fileURLToPath(new URL('.', import.meta.url))],
];

async function measure(browsers, network) {
  // Early cores refuse layers that came later.
  const opened = await Promise.all(
    browsers.map((browser) =>
      browser.open({ engine: 'ours', threads: 1, network }).catch(() => null),
    ),
  );
  const sides = opened.filter(Boolean);
  const answers = await Promise.all(sides.map((side) => side.answers(16)));
  for (const answer of answers) {
    const worst = Math.max(...answer.map((p, k) => Math.abs(p - answers.at(-1)[k])));
    if (!(worst < TOLERANCE)) throw new Error(`${network}: two steps differ by ${worst}`);
  }
  const times = sides.map(() => ({ 1: [], [BATCH]: [] }));
  for (const side of sides) await side.time(1, 300);
  for (let round = 0; round < Number(rounds); ++round) {
    for (let turn = 0; turn < sides.length; ++turn) {
      const which = (round + turn) % sides.length;
      times[which][1].push(await sides[which].time(1, 120));
      times[which][BATCH].push(await sides[which].time(BATCH, 200));
    }
  }
  for (const side of sides) await side.close();
  const cells = times.map(
    (of) => `${median(of[1]).toFixed(3)}, ${((BATCH / median(of[BATCH])) * 1000).toFixed(0)}`,
  );
  return opened.map((side) => (side ? cells.shift() : 'refused'));
}

const browsers = [];
for (const step of steps)
  browsers.push(await BrowserSide.start(folders(step), `${work}/compressed`));
console.log(
  `${browsers[0].version()}, median of ${rounds} rounds: ` +
    `batch 1 in ms, batch ${BATCH} in images/s\n`,
);
const networks = ['cnn_ref', 'vit_ref'];
const results = [];
for (const network of networks) results.push(await measure(browsers, network));
console.log(
  `| core of | ${networks.join(' | ')} |\n| --- | ${networks.map(() => '---').join(' | ')} |`,
);
steps.forEach((step, i) => console.log(`| ${step} | ${results.map((of) => of[i]).join(' | ')} |`));
for (const browser of browsers) await browser.close();
process.exit(0); // servers keep connections alive
