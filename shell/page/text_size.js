// The size of text that the visitor has chosen in the browser's settings, for the drawing: it is
// made as on a page that is as much narrower and as much denser, so that everything grows together.

const USUAL = 16; // px: what browsers call medium
const LENGTHS = new Set([
  'height',
  'width',
  'x',
  'y',
  'w',
  'h',
  'baseline',
  'leading',
  'size',
  'rise',
]);

const chosenScale = () =>
  parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL || 1;

// Every length of a JSON text, times a factor.
function scaled(json, factor) {
  if (factor === 1) return json;
  const value = JSON.parse(json, (key, each) =>
    LENGTHS.has(key) && typeof each === 'number' ? each * factor : each,
  );
  if (value?.blocks) value.blocks = value.blocks.map((top) => top * factor);
  return JSON.stringify(value);
}

// wasm: its functions → the same, with all lengths as the window has them. changed(): called when
// the visitor has chosen another size, after the drawing has been told.
export function inChosenTextSize(wasm, changed) {
  let scale = chosenScale();
  let last = null; // what resize() was told
  const place = (call) => (x, y) => call(x / scale, y / scale);
  const resize = (width, height, ratio) => {
    last = [width, height, ratio];
    wasm.resize(width / scale, height / scale, ratio * scale);
  };
  const show = () => document.documentElement.style.setProperty('--text-scale', scale);

  // Nothing tells of the choice but what is as wide as a letter of that size.
  const probe = document.createElement('i');
  probe.id = 'text-size';
  probe.ariaHidden = 'true';
  document.body.append(probe);
  new ResizeObserver(() => {
    if (scale === chosenScale()) return;
    scale = chosenScale();
    show();
    if (last) resize(...last);
    changed();
  }).observe(probe);
  show();

  return {
    ...wasm,
    resize,
    pointerMove: place(wasm.pointerMove),
    pointerDown: place(wasm.pointerDown),
    pointerUp: place(wasm.pointerUp),
    scroll: (y) => wasm.scroll(y / scale),
    layout: () => scaled(wasm.layout(), scale),
    textLayer: (block) => scaled(wasm.textLayer(block), scale),
    takeRequest: () => scaled(wasm.takeRequest(), scale),
  };
}
