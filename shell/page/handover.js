// Brings what was offered to the core: bytes, true sizes and, where the core cannot decode a
// picture, the browser's pixels of it. Several files go one after the other, and the core works in
// short pieces in between, so that the page answers meanwhile. Judges nothing.

const MOST_CSV_BYTES = 1024 * 1024 + 1; // one more than is accepted, so that "too large" shows
const MOST_PICTURE_BYTES = 64 * 1024 * 1024 + 1;
// A camera's photographs take the core a second, which the browser spends beside the page.
const LARGE_PICTURE = 1024 * 1024;
const SHOWN_EVERY = 400; // ms: the progress need not be drawn for every file
const MOST_SIDE = 2048; // px; a page of digits is still well written at that

// What core.readOn() answers, apart from "over".
const NEXT = 1;
const WORKING = 2;

// null: changed on disk, removed or locked since it was chosen.
async function bytesOf(blob, most) {
  try {
    return new Uint8Array(await blob.slice(0, most).arrayBuffer());
  } catch {
    return null;
  }
}

// The picture as the browser decodes it, upright, and no larger than needed: {width, height, data}
// or null where it cannot.
async function pixelsOf(blob) {
  try {
    const bitmap = await createImageBitmap(blob);
    const scale = Math.min(1, MOST_SIDE / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [bitmap.width, bitmap.height].map((side) =>
      Math.max(1, Math.round(side * scale)),
    );
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    return context.getImageData(0, 0, width, height);
  } catch {
    return null;
  }
}

// A task of its own, behind whatever the visitor has done meanwhile.
const pause = () =>
  new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = go;
    port2.postMessage(null);
  });

// core: the functions of the wasm that take an offer; show() brings what has changed on screen.
// Returns take(offers), for what listenForOffers() gives, and pictureUrl(), under which the picture
// that was taken alone can be shown.
export function createHandover(core, show) {
  let latest = 0;
  let url = '';

  // batch: the number that the core knows it by; 0 for a CSV file alone.
  async function giveCsv(batch, { name, blob, isFolder }, isWanted) {
    const bytes = isFolder ? new Uint8Array() : await bytesOf(blob, MOST_CSV_BYTES);
    if (!isWanted()) return;
    const unreadable = bytes === null;
    core.offer(batch, name, bytes ?? new Uint8Array(), blob.size, isFolder, unreadable);
  }

  async function givePicture(batch, { name, blob }, isWanted) {
    const decode = async () => {
      const pixels = await pixelsOf(blob);
      if (!pixels || !isWanted()) return false;
      core.offerPixels(batch, name, pixels.width, pixels.height, pixels.data);
      return true;
    };
    const large = blob.size > LARGE_PICTURE;
    if (large && (await decode())) return;
    const bytes = await bytesOf(blob, MOST_PICTURE_BYTES);
    if (!isWanted()) return;
    const refusal = core.offerPicture(batch, name, bytes ?? new Uint8Array(), bytes === null);
    if (refusal && (large || !(await decode())) && isWanted()) core.refuse(batch, name, refusal);
  }

  async function giveAll(offers, isWanted) {
    const batch = core.beginBatch(offers.length);
    if (batch === 0) return; // not now
    URL.revokeObjectURL(url);
    url = offers.length === 1 ? URL.createObjectURL(offers[0].blob) : '';
    show();
    let shownAt = performance.now();
    for (const offer of offers) {
      await pause(); // what has been said so far is seen
      await (offer.isPicture ? givePicture : giveCsv)(batch, offer, isWanted);
      let step = core.readOn(batch);
      for (; step === WORKING && isWanted(); step = core.readOn(batch)) await pause();
      if (step !== NEXT || !isWanted()) break;
      if (performance.now() - shownAt < SHOWN_EVERY) continue;
      show();
      shownAt = performance.now();
    }
  }

  // Files are read at their own pace: of several offers the last counts, not the slowest.
  async function take(offers) {
    if (offers.length === 0) return;
    const number = ++latest;
    const isWanted = () => number === latest;
    if (offers.length > 1 || offers[0].isPicture) await giveAll(offers, isWanted);
    else await giveCsv(0, offers[0], isWanted);
    if (isWanted()) show();
  }

  return { take, pictureUrl: () => url };
}
