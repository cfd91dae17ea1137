// Pictures of the page kept in golden/, as WebP and smaller than what they
// show: large enough for spacing, colour and missing or clipped parts, small
// enough to keep. The browser decodes, shrinks and compares them.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from './harness.mjs';

const STEP = 26; // of 255: what a channel of a pixel may differ without counting
const TOLERATED = 0.004; // of all pixels: how many may count
const UPDATE = process.env.UPDATE_GOLDEN === '1';

// Runs in the browser: a WebP of a PNG, smaller by the factor, both in base64.
async function shrink(page, base64, shrinking) {
  return page.evaluate(
    async ([picture, factor]) => {
      const decoded = await createImageBitmap(
        new Blob([Uint8Array.from(atob(picture), (c) => c.charCodeAt(0))]),
      );
      const [width, height] = [decoded.width, decoded.height].map((side) =>
        Math.max(1, Math.round(side / factor)),
      );
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      context.imageSmoothingQuality = 'high';
      context.drawImage(decoded, 0, 0, width, height);
      const bytes = new Uint8Array(
        await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 })).arrayBuffer(),
      );
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    },
    [base64, shrinking],
  );
}

// Runs in the browser: the sizes of both pictures and the share of pixels that differ.
async function compare(page, expected, actual) {
  return page.evaluate(
    async ([pictures, step]) => {
      const [a, b] = await Promise.all(
        pictures.map(async (picture) => {
          const decoded = await createImageBitmap(
            new Blob([Uint8Array.from(atob(picture), (c) => c.charCodeAt(0))]),
          );
          const context = new OffscreenCanvas(decoded.width, decoded.height).getContext('2d');
          context.drawImage(decoded, 0, 0);
          return context.getImageData(0, 0, decoded.width, decoded.height);
        }),
      );
      const sizes = [a, b].map(({ width, height }) => `${width}x${height}`);
      if (sizes[0] !== sizes[1]) return { sizes, share: 1 };
      let different = 0;
      for (let i = 0; i < a.data.length; i += 4) {
        if ([0, 1, 2].some((c) => Math.abs(a.data[i + c] - b.data[i + c]) > step)) ++different;
      }
      return { sizes, share: different / (a.data.length / 4) };
    },
    [[expected, actual], STEP],
  );
}

// The picture, shrunk, must look like golden/NAME.webp. UPDATE_GOLDEN=1 keeps it as the
// new one: look at it before it is committed. Returns what is wrong, or null.
export async function differsFromGolden(page, name, screenshot, shrinking) {
  const path = `${root}/tests/browser/golden/${name}.webp`;
  const actual = await shrink(page, screenshot.toString('base64'), shrinking);
  if (UPDATE) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.from(actual, 'base64'));
    return null;
  }
  assert.ok(existsSync(path), `there is no ${path}: UPDATE_GOLDEN=1 makes it`);
  const { sizes, share } = await compare(page, readFileSync(path).toString('base64'), actual);
  if (share <= TOLERATED) return null;
  const kept = `${root}/build/browser-failures/golden/${name}.webp`;
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, Buffer.from(actual, 'base64'));
  const sameSize = sizes[0] === sizes[1];
  const fault = sameSize
    ? `${(100 * share).toFixed(2)} % of the pixels differ`
    : `${sizes[1]} instead of ${sizes[0]}`;
  return `${name}: ${fault}; see ${kept}`;
}
