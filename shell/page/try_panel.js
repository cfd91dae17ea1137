// "Try a digit" in the DOM: keeps #upload, #alert, #result and #start-over in
// step with the status. What they say comes from the page's core.

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function withAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function pictureOf(pixels) {
  const canvas = withAttributes(make('canvas', { width: 28, height: 28, className: 'digit' }), {
    role: 'img',
    'aria-label': 'The digit as it was read',
  });
  const context = canvas.getContext('2d');
  const image = context.createImageData(28, 28);
  pixels.forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
  context.putImageData(image, 0, 0);
  return canvas;
}

function percentage(p) {
  if (p > 0.9999 && p < 1) return '> 99.99 %';
  return p > 0 && p < 0.0001 ? '< 0.01 %' : `${(100 * p).toFixed(2)} %`;
}

function opinionTable(title, key, { digit, probabilities }) {
  const rows = probabilities.map((p, i) => {
    const bar = make('span', { className: 'bar' });
    bar.style.width = `${100 * p}%`;
    return make(
      'tr',
      { className: i === digit ? 'winner' : '' },
      make('th', { scope: 'row', textContent: i }),
      make('td', { className: 'track' }, bar),
      make('td', { textContent: percentage(p) }),
    );
  });
  return make(
    'table',
    { className: `opinion ${key}` },
    make('caption', { textContent: `${title}: ${digit}` }),
    make('tbody', {}, ...rows),
  );
}

function statusOf({ result: { scale, cnn, transformer, summary }, read, warning }) {
  const status = withAttributes(make('div', { id: 'result' }), { role: 'status' });
  Object.assign(status.dataset, {
    scale,
    cnn: cnn.digit,
    cnnProbabilities: cnn.probabilities.join(','),
    transformer: transformer.digit,
    transformerProbabilities: transformer.probabilities.join(','),
  });
  // Absent where the weights cannot say: 0..1, the convolutional network's and the transformer's.
  if ('novelty' in cnn && 'novelty' in transformer) {
    status.dataset.novelty = `${cnn.novelty},${transformer.novelty}`;
  }
  // A live region speaks when its content changes, not when it appears.
  setTimeout(() => {
    status.append(make('p', { className: 'summary', textContent: summary }));
    status.append(make('p', { textContent: read }));
    if (warning) status.append(make('p', { className: 'warning', textContent: warning }));
  });
  return status;
}

// For the Reader view; the drawn page has its own.
function buttons({ result: { actions } }, press) {
  return actions.map(({ id, label }) =>
    make('button', {
      type: 'button',
      className: 'reader-only',
      textContent: label,
      onclick: () => press(id),
    }),
  );
}

// Figures that explain one digit, the one that was tried if there is one, have other tables now;
// all others are as they were. The tables take the networks a moment and are worked out only for
// those who read them.
function explainAnew(reader, html) {
  const printed = Object.assign(document.createElement('template'), { innerHTML: html }).content;
  for (const figure of printed.querySelectorAll('figure[id]')) {
    const now = figure.querySelector('.data');
    const before = document.getElementById(figure.id)?.querySelector('.data');
    if (now && before && now.innerHTML !== before.innerHTML) {
      before.replaceChildren(...now.childNodes);
    }
  }
}

// reader: holds the place for this part, as the core printed it; ids: of the controls that are
// known by name; print() gives the whole reader as it is now, with all tables worked out;
// explained() is called when they are shown.
export function createTry({ reader, ids, press, print, explained }) {
  const slot = reader.querySelector('[data-panel="try"]');
  const offering = slot.querySelector('.offer');
  const upload = document.getElementById(ids.upload);
  const alert = withAttributes(make('p', { id: 'alert' }), { role: 'alert' });
  const file = withAttributes(make('input', { id: 'file', type: 'file', tabIndex: -1 }), {
    accept: '.csv,text/csv',
    'aria-label': upload.textContent,
  });
  const startOver = make('button', { type: 'button', textContent: 'Start over' });
  startOver.id = ids.startOver;
  startOver.addEventListener('click', () => press(ids.startOver));
  const content = make('div');
  slot.replaceChildren(alert, content);
  slot.addEventListener('click', (event) => {
    const control = event.target.closest('[data-control]');
    if (control) press(control.dataset.control);
  });

  // Over the canvas #upload and #start-over come and go with the drawn controls, which then know
  // whether the one that leaves has the focus.
  function showResult(status, overCanvas) {
    if (!overCanvas) upload.remove();
    const { cnn, transformer, pixels, times } = status.result;
    const actions = [...(overCanvas ? [] : [startOver]), ...buttons(status, press)];
    content.replaceChildren(
      make(
        'div',
        { className: 'result-card' },
        pictureOf(pixels),
        statusOf(status),
        make('div', { className: 'actions' }, ...actions),
        make(
          'div',
          { className: 'opinions' },
          opinionTable('Convolutional network', 'cnn', cnn),
          opinionTable('Transformer', 'transformer', transformer),
        ),
        make('p', { className: 'times', textContent: times }),
      ),
    );
  }

  function showOffer(overCanvas) {
    if (!overCanvas) {
      startOver.remove();
      offering.prepend(upload);
    }
    content.replaceChildren(offering, file);
  }

  function explain() {
    explainAnew(reader, print());
    explained();
  }

  let shown = '';
  // overCanvas: #upload and #start-over lie over the drawn page.
  function sync(status, overCanvas) {
    const { state, files, result } = status;
    const key = JSON.stringify([state, files, status.alert, result, overCanvas]);
    if (key === shown) return;
    shown = key;
    const focused = document.activeElement;
    alert.textContent = status.alert;
    if (!overCanvas) setTimeout(explain); // the result first
    if (state === 'result') showResult(status, overCanvas);
    else showOffer(overCanvas);
    for (const element of content.querySelectorAll('[data-control], .reader-only')) {
      element.hidden = overCanvas;
    }
    if (overCanvas || focused === document.body || focused.isConnected) return;
    (state === 'result' ? startOver : upload).focus();
  }

  return { upload, startOver, file, sync, explain };
}
