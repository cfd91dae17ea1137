// For stories of the text that lies over the drawn page, in any browser whose page has evaluate():
// waiting for it, reading it, and comparing it with what is drawn.
import assert from 'node:assert/strict';

const PATIENCE = 60_000;

// Everything is there and fitted.
export async function textIsReady(page) {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    const isReady = await page.evaluate(() => {
      const layer = document.querySelector('#text');
      return layer?.ariaBusy === 'false' && layer.textContent.length > 10_000;
    });
    if (isReady) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail('the text over the drawing is never complete');
}

// Looks for words with the browser's own search → where the hit lies in the window, by what element
// it is held, and how high the window is; null when nothing is found.
export const find = (page, words) =>
  page.evaluate(async (wanted) => {
    document.getSelection().removeAllRanges();
    document.activeElement?.blur?.();
    if (!window.find(wanted, true, false, true, false, false, false)) return null;
    // Firefox scrolls to the hit with its next frame.
    for (let i = 0; i < 3; ++i) {
      await new Promise((done) => {
        requestAnimationFrame(done);
      });
    }
    const range = document.getSelection().getRangeAt(0);
    const { top, bottom, left, right } = range.getBoundingClientRect();
    const element = range.startContainer.parentElement;
    return {
      isInText: element.closest('#text') !== null,
      text: document.getSelection().toString(),
      top,
      bottom,
      left,
      right,
      height: innerHeight,
      width: innerWidth,
    };
  }, words);

// The words of the lines in sight, each with its place in the window.
export const wordsInSight = (page) =>
  page.evaluate(() => {
    const words = [];
    const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      const line = parentElement.closest('.line');
      // Links are underlined in the drawing alone.
      if (!line || parentElement.closest('.label, .hanging, .no-room, a')) continue;
      const place = line.getBoundingClientRect();
      if (place.top < 90 || place.bottom > innerHeight - 20) continue;
      for (const match of data.matchAll(/[^\s\u00a0]+/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, match.index);
        range.setEnd(walker.currentNode, match.index + match[0].length);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        words.push({ word: match[0], left, right, top, bottom });
      }
    }
    return words;
  });

// Where the ink of each word begins and ends in a picture of the window (base64), as far as it is
// set apart by white on both sides: its first and last column, in CSS px, else null.
export const inkOf = (page, picture, words) =>
  page.evaluate(
    async ([base64, places]) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const ratio = bitmap.width / innerWidth;
      const paper = context.getImageData(2, bitmap.height - 3, 1, 1).data;
      return places.map(({ left, right, top, bottom }) => {
        const from = Math.floor((left - 1.6) * ratio);
        const width = Math.ceil((right - left + 3.2) * ratio);
        const height = Math.round((bottom - top) * ratio);
        const { data } = context.getImageData(from, Math.round(top * ratio), width, height);
        const hasInk = (column) => {
          for (let y = 0; y < height; ++y) {
            const at = 4 * (y * width + column);
            const difference = [0, 1, 2].map((c) => Math.abs(data[at + c] - paper[c]));
            if (Math.max(...difference) > 50) return true;
          }
          return false;
        };
        const inked = [...Array(width).keys()].filter(hasInk);
        if (inked.length === 0) return null;
        return { left: (from + inked[0]) / ratio, right: (from + inked.at(-1) + 1) / ratio };
      });
    },
    [picture, words],
  );

// Shows the layer instead of the drawing, or the drawing alone again.
export const showLayer = (page, shown) =>
  page.evaluate((isShown) => {
    document.querySelector('#text').style.color = isShown ? 'var(--ink)' : '';
    document.querySelector('#canvas').style.visibility = isShown ? 'hidden' : '';
  }, shown);

// By how much, at most, the ink of laid-over words lies beside that of the drawn ones, in CSS px,
// with the word for which it is so and how many were compared.
export async function largestError(page, takePicture) {
  const words = await wordsInSight(page);
  const drawn = await inkOf(page, await takePicture(), words);
  await showLayer(page, true);
  const laid = await inkOf(page, await takePicture(), words);
  await showLayer(page, false);
  let worst = { error: 0, word: '', count: 0 };
  words.forEach(({ word }, i) => {
    if (!drawn[i] || !laid[i]) return;
    const error = Math.max(
      Math.abs(drawn[i].left - laid[i].left),
      Math.abs(drawn[i].right - laid[i].right),
    );
    worst = { ...(error > worst.error ? { error, word } : worst), count: worst.count + 1 };
  });
  return worst;
}
