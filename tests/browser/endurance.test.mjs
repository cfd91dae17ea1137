// Many digits in a row, in one page: its memory does not grow. CLASSIFICATIONS
// sets how many; the test as it runs by itself takes fewer.
import assert from 'node:assert/strict';
import { csv, sevenAt } from './csv_files.mjs';
import { signIn, story } from './harness.mjs';

const MANY = Number(process.env.CLASSIFICATIONS ?? 200);
const WARM = 50; // buffers reach their size

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

story(
  `${MANY} classifications in a row leave the memory as it was`,
  { visit: false, timeout: 240_000 + 200 * MANY },
  async ({ page, url, problems }) => {
    await page.addInitScript(() => {
      const { instantiate } = WebAssembly;
      WebAssembly.instantiate = async (...given) => {
        const made = await instantiate(...given);
        // The page's is the last to start, after the password's.
        window.pageMemory = Object.values((made.instance ?? made).exports).find(
          (value) => value instanceof WebAssembly.Memory,
        );
        return made;
      };
    });
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
