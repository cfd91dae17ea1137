// Many digits in a row, in one page, as files and drawn: its memory does not grow. CLASSIFICATIONS
// sets how many; the test as it runs by itself takes fewer.
import assert from 'node:assert/strict';
import { csv, sevenAt } from './csv_files.mjs';
import { signIn, story } from './harness.mjs';

const MANY = Number(process.env.CLASSIFICATIONS ?? 200);
const WARM = 50; // buffers reach their size

// Before the page starts: keeps its wasm's memory at hand.
function rememberMemory() {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    // The page's is the last to start, after the password's.
    window.pageMemory = Object.values((made.instance ?? made).exports).find(
      (value) => value instanceof WebAssembly.Memory,
    );
    return made;
  };
}

// Pastes digits one after another, starting over after each; the bytes of the wasm's memory then.
const classify = (page, texts, count) =>
  page.evaluate(
    async ([digits, times]) => {
      const state = () => JSON.parse(window.secondOpinion.status()).state;
      const reached = async (wanted) => {
        for (let patience = 0; state() !== wanted; ++patience) {
          if (patience > 1000) throw new Error(`still ${state()}, not ${wanted}`);
          await new Promise((done) => {
            setTimeout(done);
          });
        }
      };
      for (let i = 0; i < times; ++i) {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', digits[i % digits.length]);
        dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
        await reached('result');
        document.querySelector('#start-over').click();
        await reached('ready');
      }
      return window.pageMemory.buffer.byteLength;
    },
    [texts, count],
  );

// Opens the pad, draws, looks at the opinions, clears, draws again and closes it, so many times.
const draw = (page, count) =>
  page.evaluate(async (times) => {
    const reached = async (holds) => {
      for (let patience = 0; !holds(JSON.parse(window.secondOpinion.status())); ++patience) {
        if (patience > 1000) throw new Error(`in vain: ${window.secondOpinion.status()}`);
        await new Promise((done) => {
          requestAnimationFrame(done);
        });
      }
    };
    const stroke = (from, steps) => {
      const pad = document.querySelector('#pad');
      pad.setPointerCapture = () => {}; // no pointer of the browser's own is down
      const { left, top, width } = pad.getBoundingClientRect();
      const send = (type, x, y) =>
        pad.dispatchEvent(
          new PointerEvent(type, {
            pointerId: 7,
            clientX: left + x * width,
            clientY: top + y * width,
          }),
        );
      send('pointerdown', from, 0.2);
      for (let i = 1; i <= steps; ++i) send('pointermove', from, 0.2 + (0.6 * i) / steps);
      send('pointerup', from, 0.8);
    };
    for (let i = 0; i < times; ++i) {
      document.querySelector('#draw').click();
      await reached(({ state }) => state === 'drawing');
      stroke(0.3 + 0.1 * (i % 5), 100);
      await reached(({ drawing }) => drawing.strokes === 1 && !drawing.behind);
      document.querySelector('#pad-clear').click();
      stroke(0.5, 100);
      await reached(({ drawing }) => drawing.strokes === 1 && !drawing.behind);
      document.querySelector('#start-over').click();
      await reached(({ state }) => state === 'ready');
    }
    return window.pageMemory.buffer.byteLength;
  }, count);

story(
  `${MANY} classifications in a row leave the memory as it was`,
  { visit: false, timeout: 240_000 + 200 * MANY },
  async ({ page, url, problems }) => {
    await page.addInitScript(rememberMemory);
    await page.goto(url);
    await signIn(page);
    await page.click('#reader-view'); // the same networks and the same code, without the drawing
    const texts = Array.from({ length: 7 }, (_, shift) =>
      csv((row, column) => sevenAt(row, column - shift + 3)),
    );
    const warm = await classify(page, texts, WARM);
    assert.equal(await classify(page, texts, MANY), warm);
    assert.deepEqual(problems, []);
  },
);

story(
  `${MANY} drawings in a row leave the memory as it was`,
  { visit: false, timeout: 240_000 + 1000 * MANY },
  async ({ page, url, problems }) => {
    await page.addInitScript(rememberMemory);
    await page.goto(url);
    await signIn(page);
    await page.click('#reader-view');
    const warm = await draw(page, WARM);
    assert.equal(await draw(page, MANY), warm);
    assert.deepEqual(problems, []);
  },
);
