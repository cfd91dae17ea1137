// "Try a digit" in the DOM: keeps the ways to bring a digit, #alert, #result and #start-over in
// step with the status. What they say comes from the page's core.

import { createBatchCard, createFramedPicture, createWayBack, noteDigits } from './batch.js';
import { createOpinions, createPicture, make, withAttributes } from './opinions.js';
import { createPad } from './pad.js';

function statusOf({ batch, result: { source, scale, cnn, transformer, summary }, read, warning }) {
  const status = withAttributes(make('div', { id: 'result' }), { role: 'status' });
  Object.assign(status.dataset, {
    source,
    cnn: cnn.digit,
    cnnProbabilities: cnn.probabilities.join(','),
    transformer: transformer.digit,
    transformerProbabilities: transformer.probabilities.join(','),
  });
  if (scale) status.dataset.scale = scale; // only numbers of a file have one
  if (batch?.picture) noteDigits(status, batch);
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
function createAction({ id, label }, press) {
  const button = make('button', {
    type: 'button',
    className: 'reader-only',
    textContent: label,
    onclick: () => press(id),
  });
  button.dataset.action = id;
  return button;
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
// known by name; pad: what createPad() needs of the core and of the navigation; pictureUrl() is the
// picture that was offered last; print() gives the whole reader as it is now, with all tables
// worked out; explained() is called when they are shown.
export function createTry({ reader, ids, press, pad: padParts, pictureUrl, print, explained }) {
  const slot = reader.querySelector('[data-panel="try"]');
  const offering = slot.querySelector('.offer');
  // The buttons of the three ways, each with the part of the offer that it stands in.
  const ways = new Map(
    [ids.upload, ids.draw, ids.pictureUpload].map((id) => {
      const button = document.getElementById(id);
      return [button, button.parentNode];
    }),
  );
  const [upload, draw, pictureUpload] = ways.keys();
  const alert = withAttributes(make('p', { id: 'alert' }), { role: 'alert' });
  const file = withAttributes(make('input', { id: 'file', type: 'file', tabIndex: -1 }), {
    accept: '.csv,text/csv',
    multiple: '',
    'aria-label': upload.textContent,
  });
  const pictureFile = withAttributes(make('input', { id: 'picture', type: 'file', tabIndex: -1 }), {
    accept: 'image/*',
    multiple: '',
    'aria-label': pictureUpload.textContent,
  });
  pictureUpload.addEventListener('click', () => pictureFile.click());
  draw.addEventListener('click', () => press(ids.draw));
  const pad = createPad({ template: slot.querySelector('template'), ids, press, ...padParts });
  const startOver = make('button', { type: 'button', textContent: 'Start over' });
  startOver.id = ids.startOver;
  startOver.addEventListener('click', () => press(ids.startOver));
  const copyLink = make('button', { type: 'button', id: ids.copyLink });
  copyLink.addEventListener('click', () => press(ids.copyLink));
  const actions = make('div', { className: 'actions' });
  const content = make('div');
  const progress = make('p', { className: 'progress' });
  const syncWayBack = createWayBack(padParts.navigation, () => press(batchBack));
  let batchBack = '';
  slot.replaceChildren(alert, progress, content);
  slot.addEventListener('click', (event) => {
    const control = event.target.closest('[data-control]');
    if (control) press(control.dataset.control);
  });

  // What can be done with a result changes while it shows. #copy-link, like #start-over, lies over
  // the drawn one on the canvas.
  function showActions({ batch, result }, overCanvas) {
    const focused = actions.contains(document.activeElement) && document.activeElement;
    const others = [];
    for (const action of [...(batch?.actions ?? []), ...(result?.actions ?? [])]) {
      if (action.id === ids.copyLink) copyLink.textContent = action.label;
      else others.push(createAction(action, press));
    }
    const own = result ? [startOver, copyLink] : [startOver];
    actions.replaceChildren(...(overCanvas ? [] : own), ...others);
    if (focused && !focused.isConnected)
      actions.querySelector(`[data-action="${focused.dataset.action}"]`)?.focus();
  }

  // Over the canvas these buttons and #start-over come and go with the drawn controls, which then
  // know whether the one that leaves has the focus.
  function showResult(status, overCanvas) {
    if (!overCanvas) ways.forEach((_, button) => button.remove());
    const { batch } = status;
    if (!status.result) {
      const parts = { actions, url: pictureUrl(), overCanvas };
      content.replaceChildren(createBatchCard(batch, parts));
      return;
    }
    const { cnn, transformer, pixels, times } = status.result;
    const picture = createPicture('The digit as it was read');
    const opinions = createOpinions();
    picture.show(pixels);
    opinions.show(cnn, transformer);
    const origin = batch?.picture ? [createFramedPicture(batch, pictureUrl(), overCanvas)] : [];
    content.replaceChildren(
      make(
        'div',
        { className: 'result-card' },
        ...origin,
        picture.element,
        statusOf(status),
        actions,
        opinions.element,
        make('p', { className: 'times', textContent: times }),
      ),
    );
  }

  function showOffer(overCanvas) {
    if (!overCanvas) {
      startOver.remove();
      copyLink.remove();
      ways.forEach((way, button) => way.querySelector('h3').after(button));
    }
    content.replaceChildren(offering, file, pictureFile);
  }

  function showPad(overCanvas) {
    if (!overCanvas) {
      ways.forEach((_, button) => button.remove());
      pad.exits.append(startOver);
    }
    content.replaceChildren(pad.card);
  }

  // What gets the focus when what had it is gone: what can be done instead.
  function focusTarget() {
    const row = document.querySelector(`:not([hidden])[data-control="row-${leftRow}"]`);
    if (state === 'result') return row ?? startOver;
    if (state === 'drawing') return pad.surface;
    return cameFrom === 'drawing' ? draw : upload;
  }

  // What the tables explain: the digit that shows, else the last one, in a view that has just come
  // to the front or goes on. Printing them takes the networks a moment.
  let subject = '';
  function explainIfNew({ result }, overCanvas) {
    if (overCanvas) subject = '';
    else if (state !== 'drawing') {
      const digit = result ? JSON.stringify(result.pixels) : subject || 'none';
      if (digit !== subject) setTimeout(explain); // the result first
      subject = digit;
    }
  }

  function explain() {
    explainAnew(reader, print());
    explained();
  }

  // What the drawn page has itself.
  function hideFrom(overCanvas) {
    for (const element of content.querySelectorAll('[data-control], .reader-only')) {
      element.hidden = overCanvas;
    }
  }

  // The batch, if there is one to show; and whether one of its rows is open or has just been left.
  function noteBatch({ batch }) {
    const shownBatch = batch?.done ? batch : null;
    batchBack = shownBatch?.actions.find(({ id }) => id.startsWith('back'))?.id ?? '';
    syncWayBack(batchBack !== '');
    const open = batchBack ? shownBatch.open : -1;
    leftRow = open < 0 ? openRow : -1;
    openRow = open;
    return shownBatch;
  }

  let shown = '';
  let shownActions = '';
  let state = '';
  let cameFrom = '';
  let openRow = -1; // of a batch; and the row that has just been left
  let leftRow = -1;
  // overCanvas: the buttons lie over the drawn page.
  function sync(status, overCanvas) {
    const { files, result } = status;
    if (status.state !== state) [cameFrom, state] = [state, status.state];
    pad.sync(status.drawing, overCanvas);
    progress.textContent = status.batch && !status.batch.done ? status.batch.says : '';
    const batch = noteBatch(status);
    const { actions: offered, ...said } = result ?? {};
    const key = JSON.stringify([state, files, status.alert, said, batch, overCanvas]);
    const actionsKey = JSON.stringify([key, offered]);
    if (actionsKey === shownActions) return;
    shownActions = actionsKey;
    if (state === 'result') showActions(status, overCanvas);
    if (key === shown) return hideFrom(overCanvas);
    shown = key;
    const focused = document.activeElement;
    alert.textContent = status.alert;
    explainIfNew(status, overCanvas);
    if (state === 'result') showResult(status, overCanvas);
    else if (state === 'drawing') showPad(overCanvas);
    else showOffer(overCanvas);
    hideFrom(overCanvas);
    if (overCanvas || focused === document.body || focused.isConnected) return;
    focusTarget().focus({ preventScroll: state === 'drawing' });
  }

  return {
    upload,
    draw,
    pictureUpload,
    startOver,
    copyLink,
    file,
    pictureFile,
    pad,
    sync,
    explain,
    focusTarget,
  };
}
