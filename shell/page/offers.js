// What a visitor offers, by button, drop or paste, as bytes for the core: name, at most the first
// MiB and one byte, true size, count. Judges nothing.

const MOST_BYTES = 1024 * 1024 + 1; // one more than is accepted, so that "too large" shows

const NOTHING = new Uint8Array();

async function offerOf(file, count) {
  const { name, size } = file;
  try {
    const bytes = new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer());
    return { name, bytes, size, count, kind: 'file' };
  } catch {
    // changed on disk, removed or locked since it was chosen
    return { name, bytes: NOTHING, size, count, kind: 'unreadable' };
  }
}

function offerOfText(text) {
  const bytes = new TextEncoder().encode(text);
  const first = bytes.subarray(0, MOST_BYTES);
  return { name: '', bytes: first, size: bytes.length, count: 1, kind: 'file' };
}

function offerOfTransfer(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const files = [...transfer.files];
  const entries = items.map((item) => item.webkitGetAsEntry?.());
  const folder = entries.find((entry) => entry?.isDirectory);
  if (folder) {
    return { name: folder.name, bytes: NOTHING, size: 0, count: items.length, kind: 'folder' };
  }
  if (files.length > 0) return offerOf(files[0], files.length);
  const text = transfer.getData('text/plain');
  return text ? offerOfText(text) : null;
}

function listenForDrops(take, hint, accepts) {
  const hide = () => {
    hint.hidden = true;
  };
  addEventListener('dragover', (event) => {
    event.preventDefault(); // a missed drop must not open the file instead of the page
    const welcome = accepts() && event.dataTransfer.types.includes('Files');
    event.dataTransfer.dropEffect = welcome ? 'copy' : 'none';
    hint.hidden = !welcome;
  });
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) hide();
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    hide();
    take(offerOfTransfer(event.dataTransfer));
  });
}

// upload: the button; file: the input behind it; hint: shown while a file hovers over the page.
export function listenForOffers({ upload, file, hint, accepts, offer }) {
  let latest = 0;
  // Files are read at their own pace: of several offers the last counts, not the slowest.
  async function take(offered) {
    if (!offered) return;
    const number = ++latest;
    const ready = await offered;
    if (number === latest) offer(ready);
  }
  upload.addEventListener('click', () => file.click());
  file.addEventListener('change', async () => {
    if (file.files.length > 0) await take(offerOf(file.files[0], file.files.length));
    file.value = ''; // the same file can be chosen again
  });
  listenForDrops(take, hint, accepts);
  addEventListener('paste', (event) => {
    event.preventDefault();
    take(offerOfTransfer(event.clipboardData));
  });
}
