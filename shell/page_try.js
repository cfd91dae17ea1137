// "Try a digit" beside the canvas: takes files by button, drop and paste, and
// keeps #upload, #alert, #result and #start-over in step with the status. What
// it says comes from the page's core; only the order of things is decided here.

const MOST_BYTES = 1024 * 1024 + 1; // one more than is accepted, so that "too large" shows

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

async function offerOf(file, count) {
  const bytes = new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer());
  return { name: file.name, bytes, size: file.size, count, isFolder: false };
}

function offerOfText(text) {
  const bytes = new TextEncoder().encode(text);
  return { name: '', bytes: bytes.subarray(0, MOST_BYTES), size: bytes.length, count: 1, isFolder: false };
}

const noFile = (name, count, isFolder) => ({ name, bytes: new Uint8Array(), size: 0, count, isFolder });

async function offerOfTransfer(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const files = [...transfer.files];
  const folder = items.map((item) => item.webkitGetAsEntry?.()).find((entry) => entry?.isDirectory);
  if (folder) return noFile(folder.name, items.length, true);
  if (files.length > 0) return offerOf(files[0], files.length);
  const text = transfer.getData('text/plain');
  return text ? offerOfText(text) : null;
}

function drawDigit(canvas, pixels) {
  const context = canvas.getContext('2d');
  const image = context.createImageData(28, 28);
  pixels.forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
  context.putImageData(image, 0, 0);
}

function percentage(p) {
  if (p > 0.9999 && p < 1) return '> 99.99 %';
  return p > 0 && p < 0.0001 ? '< 0.01 %' : `${(100 * p).toFixed(2)} %`;
}

function opinionTable(title, key, { digit, probabilities }) {
  const rows = probabilities.map((p, i) => {
    const bar = make('span', { className: 'bar' });
    bar.style.width = `${100 * p}%`;
    return make('tr', { className: i === digit ? 'winner' : '' }, make('th', { scope: 'row', textContent: i }),
      make('td', { className: 'track' }, bar), make('td', { textContent: percentage(p) }));
  });
  return make('table', { className: `opinion ${key}` }, make('caption', { textContent: `${title}: ${digit}` }), make('tbody', {}, ...rows));
}

export function createTry(reader, { offer, press, state }) {
  const slot = reader.querySelector('[data-panel="try"]');
  const offering = slot.querySelector('.offer');
  const upload = slot.querySelector('#upload');
  const alert = make('p', { id: 'alert' });
  alert.setAttribute('role', 'alert');
  const file = make('input', { id: 'file', type: 'file', accept: '.csv,text/csv', tabIndex: -1 });
  file.setAttribute('aria-label', upload.textContent);
  const startOver = make('button', { id: 'start-over', type: 'button', textContent: 'Start over' });
  const uploadLabel = upload.textContent;
  let result = null;
  let shown = '';

  async function take(offered) {
    const ready = await offered;
    if (ready) offer(ready);
  }
  upload.addEventListener('click', () => file.click());
  file.addEventListener('change', async () => {
    const [chosen] = file.files;
    const reading = chosen && offerOf(chosen, file.files.length);
    if (reading) await take(reading);
    file.value = ''; // the same file can be chosen again
  });
  startOver.addEventListener('click', () => press('start-over'));
  slot.addEventListener('click', (event) => {
    const control = event.target.closest('[data-control]');
    if (control) press(control.dataset.control);
  });

  const hint = document.getElementById('drop-hint');
  const hideHint = () => { hint.hidden = true; };
  addEventListener('dragover', (event) => {
    event.preventDefault(); // a missed drop must not open the file instead of the page
    const accepts = state() !== 'result' && event.dataTransfer.types.includes('Files');
    event.dataTransfer.dropEffect = accepts ? 'copy' : 'none';
    hint.hidden = !accepts;
  });
  addEventListener('dragleave', (event) => { if (!event.relatedTarget) hideHint(); });
  addEventListener('drop', (event) => {
    event.preventDefault();
    hideHint();
    take(offerOfTransfer(event.dataTransfer));
  });
  addEventListener('paste', (event) => {
    event.preventDefault();
    take(offerOfTransfer(event.clipboardData));
  });

  function resultOf({ result: { scale, cnn, transformer, summary, pixels, inverted }, read, warning }) {
    const status = make('div', { id: 'result' });
    status.setAttribute('role', 'status');
    Object.assign(status.dataset, {
      cnn: cnn.digit, transformer: transformer.digit, cnnProbabilities: cnn.probabilities.join(','),
      transformerProbabilities: transformer.probabilities.join(','), scale,
    });
    const picture = make('canvas', { width: 28, height: 28, className: 'digit' });
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', 'The digit as it was read');
    drawDigit(picture, pixels);
    // A live region speaks when its content changes, not when it appears.
    requestAnimationFrame(() => status.append(make('p', { className: 'summary', textContent: summary }), make('p', { textContent: read }),
      ...(warning ? [make('p', { className: 'warning', textContent: warning })] : [])));
    const again = make('div', { className: 'actions' });
    if (warning || inverted) {
      const label = inverted ? 'Undo the inversion' : 'Invert it';
      again.append(make('button', { type: 'button', className: 'reader-only', textContent: label, onclick: () => press('invert') }));
    }
    return { status, again, all: make('div', { className: 'result-card' }, picture, status, again, make('div', { className: 'opinions' },
      opinionTable('Convolutional network', 'cnn', cnn), opinionTable('Transformer', 'transformer', transformer))) };
  }

  // mounted: #upload and #start-over stand over the canvas and only their absence matters here.
  function sync(status, mounted) {
    const key = JSON.stringify([status.state, status.files, status.alert, status.result, mounted]);
    if (key === shown) return;
    shown = key;
    const hasResult = status.state === 'result';
    if (alert.textContent !== status.alert || status.alert) alert.textContent = status.alert;
    if (hasResult) {
      result = resultOf(status);
      if (!mounted) result.again.prepend(startOver);
      slot.replaceChildren(alert, result.all);
      if (upload.isConnected) upload.remove();
    } else {
      const hadResult = result !== null;
      result = null;
      startOver.remove();
      if (!mounted) offering.prepend(upload);
      slot.replaceChildren(alert, offering, file);
      if (hadResult && !mounted) upload.focus({ preventScroll: true });
    }
    for (const element of slot.querySelectorAll('[data-control], .reader-only')) element.hidden = mounted;
  }

  upload.removeAttribute('style');
  return { upload, startOver, uploadLabel, sync };
}
