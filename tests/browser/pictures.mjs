// Pictures of handwriting for the stories: MNIST's own digits, of which it is known what they are,
// written large on coloured paper. The browser paints and encodes them.
import { readFileSync } from 'node:fs';
import { root } from './harness.mjs';

const SIDE = 28;
const { digits } = JSON.parse(readFileSync(`${root}/weights/report.json`, 'utf8'));
const sheet = readFileSync(`${root}/weights/${digits.sheet}`).toString('base64');

// The cell of a digit with this label that both networks read right.
function cellOf(label) {
  const at = digits.items.findIndex(
    ({ label: is, cnn, transformer, tags }) =>
      is === label && cnn.digit === is && transformer.digit === is && tags.includes('sample'),
  );
  if (at < 0) throw new Error(`no sample of a ${label}`);
  return at;
}

// Runs in the browser.
async function paint({ sheet, side, cells, scale, type, paper, ink, turned, light }) {
  const bytes = Uint8Array.from(atob(sheet), (c) => c.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const columns = bitmap.width / side;
  const step = side * scale;
  const width = Math.max(1, ...cells.map((row) => row.length)) * step + step;
  const height = Math.max(1, cells.length) * step * 1.3 + step;
  const canvas = new OffscreenCanvas(turned ? height : width, turned ? width : height);
  const context = canvas.getContext('2d');
  if (turned) context.setTransform(0, -1, 1, 0, 0, width); // a quarter to the left
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  const cell = new OffscreenCanvas(side, side);
  const small = cell.getContext('2d', { willReadFrequently: true });
  cells.forEach((row, y) =>
    row.forEach((index, x) => {
      const from = [(index % columns) * side, Math.floor(index / columns) * side];
      small.clearRect(0, 0, side, side);
      small.drawImage(bitmap, ...from, side, side, 0, 0, side, side);
      const image = small.getImageData(0, 0, side, side);
      for (let i = 0; i < image.data.length; i += 4) {
        image.data.set([...ink, image.data[i]], i); // as opaque as there is ink
      }
      small.putImageData(image, 0, 0);
      context.imageSmoothingQuality = 'high';
      context.drawImage(cell, step / 2 + x * step, step / 2 + y * step * 1.3, step, step);
    }),
  );
  if (light) {
    const shadow = context.createLinearGradient(0, 0, width, height);
    shadow.addColorStop(0, 'rgb(0 0 0 / 0%)');
    shadow.addColorStop(1, 'rgb(0 0 0 / 35%)');
    context.fillStyle = shadow;
    context.fillRect(0, 0, width, height);
  }
  const blob = await canvas.convertToBlob({ type, quality: 0.9 });
  const encoded = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of encoded) text += String.fromCharCode(byte);
  return btoa(text);
}

// JPEG's note for "the top of the picture is at its right side": turn it a quarter to the right.
const TURN_RIGHT = Buffer.from(
  'ffe10022457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100060000' + '00000000',
  'hex',
);

// lines: the digits on each line, such as ['314', '27'] → a file for the browser's dialog.
export async function pictureOf(page, lines, options = {}) {
  const { name = 'photo.png', type = 'image/png', turned = false, ...more } = options;
  const painted = await page.evaluate(paint, {
    sheet,
    side: SIDE,
    cells: lines.map((line) => [...line].map((digit) => cellOf(Number(digit)))),
    scale: 3,
    paper: '#e9e2d0',
    ink: [32, 36, 80],
    light: false,
    ...more,
    type,
    turned,
  });
  let buffer = Buffer.from(painted, 'base64');
  if (turned) buffer = Buffer.concat([buffer.subarray(0, 2), TURN_RIGHT, buffer.subarray(2)]);
  return { name, mimeType: type, buffer };
}

// What no program here decodes: HEIC as phones write it, and a PDF.
export const heic = {
  name: 'IMG_0001.HEIC',
  mimeType: '',
  buffer: Buffer.from('000000186674797068656963000000006d696631686569630000', 'hex'),
};
export const pdf = { name: 'page.pdf', mimeType: '', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') };
