// The pad as an element: pens, fingers, mice and keys on it become strokes for the core, and where
// the page is not drawn, the strokes are painted here. What is read of them the core says.

import { createOpinions, createPicture, make } from './opinions.js';

const KEY_STEP = 1 / 32; // of the pad's side
const SMALL_STEP = 1 / 128;
const PALM = 800; // ms after a pen has been near in which a hand may lie on the screen
const QUIET = 900; // ms without news before the live region speaks
const MIDDLE = 0.5; // the pressure of what cannot tell any

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function pressureOf({ pointerType, pressure }) {
  return pointerType === 'pen' && pressure > 0 ? pressure : MIDDLE;
}

// One pointer draws at a time: a second finger or a palm beside the pen leaves no ink.
// pen: {down, move, ahead, up} of the core; changed() is called after each.
function listenToPointers(surface, pen, changed) {
  let active = null;
  let lastPen = -Infinity;

  const place = (event) => {
    const { left, top, width, height } = surface.getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / height, pressureOf(event)];
  };
  const isPalm = (event) => event.pointerType === 'touch' && event.timeStamp - lastPen < PALM;
  const note = (event) => {
    if (event.pointerType === 'pen') lastPen = event.timeStamp;
  };

  surface.addEventListener('pointerdown', (event) => {
    note(event);
    if (event.button !== 0 || isPalm(event)) return;
    // The hand came down before the pen: its stroke was none.
    const overrules = active?.pointerType === 'touch' && event.pointerType === 'pen';
    if (active && !overrules) return;
    if (overrules) pen.undo();
    active = { pointerId: event.pointerId, pointerType: event.pointerType };
    surface.setPointerCapture(event.pointerId);
    pen.down(...place(event));
    changed();
  });
  surface.addEventListener('pointermove', (event) => {
    note(event);
    if (event.pointerId !== active?.pointerId) return;
    // All that the device has told since the last frame, and where the browser thinks it goes.
    const all = event.getCoalescedEvents?.() ?? [];
    for (const each of all.length > 0 ? all : [event]) pen.move(...place(each));
    for (const each of event.getPredictedEvents?.() ?? []) pen.ahead(...place(each));
    changed();
  });
  const lift = (event) => {
    note(event);
    if (event.pointerId !== active?.pointerId) return;
    active = null;
    pen.up();
    changed();
  };
  for (const name of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    surface.addEventListener(name, lift);
  }
  // Neither a loupe nor a menu after a long touch, and no scrolling in browsers that take their
  // time with touch-action.
  for (const name of ['touchstart', 'touchmove']) {
    surface.addEventListener(name, (event) => event.preventDefault(), { passive: false });
  }
  surface.addEventListener('contextmenu', (event) => event.preventDefault());
}

// → the id of the control or the step of the cross-hair that a key stands for; none for others.
function meaningOf({ key, ctrlKey, metaKey, altKey, shiftKey }, ids, onSurface) {
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase();
    if (letter === 'y' || (letter === 'z' && shiftKey)) return { id: ids.padRedo };
    return letter === 'z' ? { id: ids.padUndo } : null;
  }
  if (!onSurface) return null;
  if (key === ' ') return { id: ids.padPen };
  if (key === 'Enter') return { id: ids.padFinish };
  const direction = ARROWS[key];
  if (!direction) return null;
  return { step: direction.map((sign) => sign * (shiftKey ? SMALL_STEP : KEY_STEP)) };
}

function paintStroke(context, side, points) {
  for (let i = 0; i < points.length; i += 3) {
    const [x, y, width] = points.slice(i, i + 3).map((share) => share * side);
    context.beginPath();
    context.lineWidth = width;
    context.moveTo(...(i > 0 ? points.slice(i - 3, i - 1).map((share) => share * side) : [x, y]));
    context.lineTo(x, y);
    context.stroke();
  }
}

function paintCrossHair(context, [x, y], lowered, color) {
  context.lineWidth = 2 * devicePixelRatio;
  context.strokeStyle = color;
  const arm = 14 * devicePixelRatio;
  context.beginPath();
  context.moveTo(x - arm, y);
  context.lineTo(x + arm, y);
  context.moveTo(x, y - arm);
  context.lineTo(x, y + arm);
  context.stroke();
  if (lowered) return;
  context.beginPath();
  context.arc(x, y, arm * 0.6, 0, 2 * Math.PI);
  context.stroke();
}

function paintInk(surface, { strokes, predicted, crossHair, lowered }) {
  const side = Math.round(surface.clientWidth * devicePixelRatio);
  if (!side) return;
  if (surface.width !== side) Object.assign(surface, { width: side, height: side });
  const context = surface.getContext('2d');
  const { color, accentColor } = getComputedStyle(surface);
  context.clearRect(0, 0, side, side);
  Object.assign(context, { strokeStyle: color, lineCap: 'round', lineJoin: 'round' });
  for (const points of strokes) paintStroke(context, side, points);
  if (predicted.length > 0) {
    paintStroke(context, side, [...strokes.at(-1).slice(-3), ...predicted]);
  }
  if (!crossHair) return;
  const place = crossHair.map((share) => share * side);
  paintCrossHair(context, place, lowered, accentColor);
}

// template: the pad's card as the core printed it; ids: of the controls that are known by name;
// pen: {down, move, ahead, up, step} of the core; ink(): what is on the pad; press(id); changed():
// another frame is wanted; navigation: its enter() and leave().
export function createPad({ template, ids, pen, ink, press, changed, navigation }) {
  const card = template.content.firstElementChild;
  const named = (name) => card.querySelector(`#${ids[name]}`);
  const surface = named('pad');
  const label = surface.getAttribute('aria-label');
  const buttons = {
    [ids.padUndo]: named('padUndo'),
    [ids.padRedo]: named('padRedo'),
    [ids.padClear]: named('padClear'),
    [ids.padFinish]: named('padFinish'),
  };
  const homes = new Map(Object.values(buttons).map((button) => [button, button.parentNode]));
  const live = card.querySelector('.live');
  const picture = createPicture('What the networks see');
  const opinions = createOpinions('CNN');
  const says = make('p', { className: 'says' });
  live.append(make('div', { className: 'seen' }, picture.element, says), opinions.element);
  let isOpen = false;
  let timer = 0;

  for (const [id, button] of Object.entries(buttons)) {
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') !== 'true') press(id);
    });
  }
  listenToPointers(surface, { ...pen, undo: () => press(ids.padUndo) }, changed);
  surface.addEventListener('pointerdown', () => surface.focus({ preventScroll: true }));

  addEventListener('keydown', (event) => {
    if (!isOpen || event.defaultPrevented) return;
    if (event.key === 'Escape' && !document.querySelector('dialog[open]')) {
      press(ids.startOver);
      return;
    }
    if (event.target !== surface && !homes.has(event.target)) return;
    const meaning = meaningOf(event, ids, event.target === surface);
    if (!meaning) return;
    event.preventDefault();
    if (meaning.id) press(meaning.id);
    else pen.step(...meaning.step);
    changed();
  });
  addEventListener('popstate', () => {
    if (isOpen && !history.state?.pad) press(ids.startOver);
  });

  // In the order of the card. What is at home stays untouched: a surface that is moved loses the
  // pointer that it has captured.
  function bringHome() {
    homes.forEach((home, button) => {
      if (button.parentNode !== home) home.append(button);
    });
    if (surface.parentNode !== card) card.prepend(surface);
    surface.setAttribute('aria-label', label);
  }

  function show(drawing) {
    bringHome();
    says.textContent = drawing.says;
    picture.show(drawing.opinions?.pixels ?? new Array(784).fill(0));
    opinions.show(drawing.opinions?.cnn, drawing.opinions?.transformer);
    paintInk(surface, ink());
  }

  // What has been read, once the hand rests: a live region that spoke at every point would never
  // come to an end.
  const voice = card.querySelector('[role="status"]');
  function say(text) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (voice.textContent !== text) voice.textContent = text;
    }, QUIET);
  }

  function enable(id, can) {
    buttons[id].setAttribute('aria-disabled', String(!can));
  }

  function open() {
    isOpen = true;
    voice.textContent = '';
    navigation.enter({ pad: true });
  }

  function close() {
    isOpen = false;
    clearTimeout(timer);
    if (history.state?.pad) navigation.leave();
  }

  // drawing: the status's part of that name. overCanvas: surface and buttons lie over the drawn
  // page.
  function sync(drawing, overCanvas) {
    if (!drawing) {
      if (isOpen) close();
      return;
    }
    if (!isOpen) open();
    enable(ids.padUndo, drawing.undo);
    enable(ids.padRedo, drawing.redo);
    enable(ids.padClear, drawing.strokes > 0);
    enable(ids.padFinish, drawing.strokes > 0);
    say(drawing.strokes > 0 ? drawing.says : '');
    if (!overCanvas) show(drawing);
  }

  addEventListener('resize', () => {
    if (isOpen && card.contains(surface)) paintInk(surface, ink());
  });
  return { card, exits: card.querySelector('.exits'), surface, buttons, sync };
}
