// Many digits in the DOM: the table of files, or the picture with its frames, as the Reader view
// shows them and as screen readers read them beside the drawn page. What it says is the core's.

import { make, withAttributes } from './opinions.js';

function percent(share) {
  if (share === undefined) return '–';
  if (share > 0.999) return '> 99.9 %';
  return share < 0.001
    ? '< 0.1 %'
    : `${(100 * share).toFixed(share > 0.99 || share < 0.01 ? 1 : 0)} %`;
}

// In the Reader view a button that presses the control; beside the drawn page, which has its own,
// only the words.
function pressable(words, id, overCanvas, title = '') {
  if (overCanvas) return document.createTextNode(words);
  const button = make('button', { type: 'button', textContent: words, title });
  button.dataset.control = id;
  return button;
}

function sayRow({ name, cnn, transformer, verdict }) {
  return `${name}: CNN ${cnn.digit}, transformer ${transformer.digit}, ${verdict}`;
}

// The visitor's picture with a frame around each digit, or around the one that is open.
export function createFramedPicture({ rows, open, picture }, url, overCanvas) {
  const image = make('img', { src: url, alt: `${picture}, on which the digits were found` });
  image.addEventListener('error', () => image.classList.add('unseen'));
  const frames = [...rows]
    .sort((a, b) => a.number - b.number)
    .filter(({ number }) => open < 0 || open === number)
    .map((row) => {
      const alone = open >= 0 || overCanvas;
      const frame = alone
        ? make('span')
        : withAttributes(make('button', { type: 'button' }), { 'aria-label': sayRow(row) });
      if (!alone) frame.dataset.control = `frame-${row.number}`;
      frame.className = `frame ${row.verdict.replace(/\W+/g, '-')}`;
      const [x, y, w, h] = row.frame.map((share) => `${100 * share}%`);
      Object.assign(frame.style, { left: x, top: y, width: w, height: h });
      if (open < 0) frame.append(make('span', { className: 'tag', textContent: row.number + 1 }));
      return frame;
    });
  return make('div', { className: open < 0 ? 'framed' : 'framed small' }, image, ...frames);
}

function createHead({ columns }, overCanvas) {
  const heads = columns.map(({ id, title, label, sort }) =>
    withAttributes(
      make('th', { scope: 'col' }, pressable(title, id, overCanvas, label)),
      sort === 'none' ? {} : { 'aria-sort': sort },
    ),
  );
  return make('thead', {}, make('tr', {}, ...heads));
}

function createRow(row, overCanvas) {
  const { number, name, refusal, cnn, transformer, doubt, verdict } = row;
  if (refusal !== undefined) {
    const reason = withAttributes(make('td', { textContent: refusal }), { colspan: 4 });
    return make(
      'tr',
      { className: 'refused' },
      make('th', { scope: 'row', textContent: name }),
      reason,
    );
  }
  const answer = (className, { digit, sure }) =>
    make('td', { className }, make('b', { textContent: digit }), ` ${percent(sure)}`);
  return make(
    'tr',
    { className: verdict === 'agree' ? '' : 'doubted' },
    make('th', { scope: 'row' }, pressable(name, `row-${number}`, overCanvas)),
    answer('cnn', cnn),
    answer('transformer', transformer),
    make('td', { textContent: percent(doubt) }),
    make('td', { className: 'verdict', textContent: verdict }),
  );
}

function createTable(batch, overCanvas) {
  const rows = batch.rows.map((row) => createRow(row, overCanvas));
  const table = make('table', {}, createHead(batch, overCanvas), make('tbody', {}, ...rows));
  return make('div', { className: 'data' }, table);
}

// What each network reads, in order, as text that can be copied.
function createReadings({ cnn, transformer }) {
  const line = (className, title, digits) =>
    make(
      'p',
      { className },
      make('b', { textContent: title }),
      ' ',
      make('span', { className: 'digits', textContent: digits.join(' ') }),
    );
  return make(
    'div',
    { className: 'readings' },
    line('cnn', 'CNN', cnn),
    line('transformer', 'Transformer', transformer),
  );
}

// The digits that each network reads, for #result.
export function noteDigits(status, { cnn, transformer }) {
  status.dataset.cnnDigits = cnn.join(',');
  status.dataset.transformerDigits = transformer.join(',');
}

// The whole card. actions: the element that holds the buttons; url: of the picture, if it is one.
export function createBatchCard(batch, { actions, url, overCanvas }) {
  const status = withAttributes(make('div', { id: 'result' }), { role: 'status' });
  status.dataset.source = batch.source;
  noteDigits(status, batch);
  // A live region speaks when its content changes, not when it appears.
  setTimeout(() => {
    status.append(make('p', { className: 'summary', textContent: batch.says }));
    status.append(make('p', { textContent: batch.details }));
  });
  const pictured = batch.picture
    ? [createFramedPicture(batch, url, overCanvas), createReadings(batch)]
    : [];
  return make(
    'div',
    { className: 'result-card batch' },
    status,
    actions,
    ...pictured,
    createTable(batch, overCanvas),
  );
}

// Esc and the browser's own way back close the digit that is open. close(): presses the way back.
// Returns sync(isOpen).
export function createWayBack(navigation, close) {
  let isOpen = false;
  addEventListener('keydown', ({ key, defaultPrevented }) => {
    const isFree = !defaultPrevented && !document.querySelector('dialog[open]');
    if (isOpen && isFree && key === 'Escape') close();
  });
  addEventListener('popstate', () => {
    if (isOpen && !history.state?.row) close();
  });
  return function sync(opened) {
    if (opened === isOpen) return;
    isOpen = opened;
    if (opened) navigation.enter({ row: true });
    else if (history.state?.row) navigation.leave();
  };
}
