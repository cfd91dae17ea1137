// What runs after sign-in: builds the DOM beside the canvas, starts the wasm and
// carries events to it. Draws only when the page asks; a still page does nothing.
// The gate imports this file from inside the seal under the same name, page/host.js.

const text = (bytes) => new TextDecoder().decode(bytes);

// Files inside the seal have no address: each becomes a blob for one import.
async function importModule(bytes) {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

// Storage may be forbidden (a page opened from disk): then a choice lasts until the reload.
function stored(area, key, value) {
  try {
    if (value === undefined) return area()[key] ?? null;
    area()[key] = value;
  } catch { /* not kept */ }
  return value ?? null;
}
const themeChoice = (value) => stored(() => localStorage, 'secondOpinionTheme', value);
const viewChoice = (value) => stored(() => sessionStorage, 'secondOpinionView', value);

function buildDom(root, assets) {
  for (const name of ['page/host.css', 'page/reader.css']) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text(assets.get(name)));
    document.adoptedStyleSheets.push(sheet);
  }
  root.innerHTML = text(assets.get('page/host.html'));
}

// Canvas pixels that fall on device pixels, whatever zoom and density are. Returns
// a look at the density for those cases in which no browser tells of its change.
function watchSize(canvas, resized) {
  let ratio = 0;
  const apply = (width, height) => {
    if (!width || !height) return;
    ratio = devicePixelRatio;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    resized(width / devicePixelRatio, height / devicePixelRatio, devicePixelRatio);
  };
  const measured = () => [canvas.clientWidth, canvas.clientHeight].map((side) => Math.round(side * devicePixelRatio));
  const measure = () => apply(...measured());
  const observer = new ResizeObserver(([entry]) => {
    const exact = entry.devicePixelContentBoxSize?.[0];
    const [width, height] = measured();
    // Where a density is only emulated, "device pixels" are those of the real screen.
    const plausible = exact && Math.abs(exact.inlineSize - width) <= 1 && Math.abs(exact.blockSize - height) <= 1;
    if (plausible) apply(exact.inlineSize, exact.blockSize);
    else measure();
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(canvas);
  }
  const watchRatio = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
    measure();
    watchRatio();
  }, { once: true });
  watchRatio();
  measure();
  return () => { if (ratio !== devicePixelRatio) measure(); };
}

function forwardPointer(canvas, pointer) {
  const send = (kind) => (event) => {
    const { left, top } = canvas.getBoundingClientRect();
    pointer(kind, event.clientX - left, event.clientY - top);
  };
  addEventListener('pointermove', send(0), { passive: true });
  addEventListener('pointerdown', send(1), { passive: true });
  addEventListener('pointerup', send(2), { passive: true });
  for (const name of ['pointercancel', 'pointerleave', 'blur']) {
    (name === 'pointerleave' ? document.documentElement : window).addEventListener(name, () => pointer(3, 0, 0), { passive: true });
  }
}

function save(name, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers read it late
}

// Wide tables and figures of the Reader view scroll sideways: with the keyboard too.
function makeScrollable(reader) {
  for (const element of reader.querySelectorAll('.data, pre')) {
    if (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  }
}

export async function startPage({ assets, signOut, root }) {
  buildDom(root, assets);
  const at = (id) => document.getElementById(id);
  const canvas = at('canvas');
  const reader = at('reader');
  const [{ loadPage }, { addFonts }, { createControls }, { createGroups }, { createContents }, { createNavigation }, { createTry }, { listenForOffers }] = await Promise.all(
    ['wasm', 'fonts', 'controls', 'groups', 'contents', 'navigation', 'try_panel', 'offers']
      .map((part) => importModule(assets.get(`page/${part}.js`))));
  addFonts(assets);
  const wasm = await loadPage(assets, importModule);

  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  const isDark = () => (themeChoice() ? themeChoice() === 'dark' : systemDark.matches);
  const started = wasm.start(true, isDark(), reducedMotion.matches, matchMedia('(pointer: coarse)').matches);
  if (started === 2) throw new Error(wasm.error());
  const hasCanvas = started === 0;
  let showsCanvas = hasCanvas && viewChoice() !== 'reader';
  // Before the article is there: laid out in the wrong view first, it would cost as much again.
  document.documentElement.dataset.view = showsCanvas ? 'canvas' : 'reader';
  let layout = { height: 0, controls: [], anchors: [] };
  let pending = 0;

  let checkDensity = () => {};
  // The wasm knows whether anything changed; asking it costs nothing.
  function frame(milliseconds) {
    checkDensity();
    const bits = wasm.frame(milliseconds);
    if (bits & 2) tryPart.sync(JSON.parse(wasm.status()), showsCanvas);
    if (bits & 4) showLayout();
    if (bits & 8) perform(wasm.request());
    if (bits & 1) schedule();
  }
  function schedule() {
    pending ||= requestAnimationFrame((milliseconds) => {
      pending = 0;
      frame(milliseconds);
    });
  }
  function perform(request) {
    const { kind, y, hash, name, text: content } = JSON.parse(request);
    if (kind === 'download') save(name, content);
    else if (showsCanvas) scrollTo(0, y);
    else navigation.go(hash.slice(1));
  }

  function press(id) {
    if (id === 'sign-out') signOut();
    else if (id === 'theme') setTheme(isDark() ? 'light' : 'dark');
    else if (id === 'reader-view') show(!showsCanvas);
    else {
      wasm.press(id);
      frame(performance.now()); // DOM and drawing answer at once, and together
    }
  }
  function offer(offered) {
    wasm.offer(offered);
    frame(performance.now());
  }

  reader.innerHTML = wasm.readerHtml(false);
  const tryPart = createTry(reader, press, () => wasm.readerHtml(true));
  listenForOffers({ upload: tryPart.upload, file: tryPart.file, hint: at('drop-hint'), offer, accepts: () => tryPart.upload.isConnected });
  const navigation = createNavigation({ anchors: () => layout.anchors, reader, showsCanvas: () => showsCanvas });
  const contents = createContents({ button: at('contents'), drawer: at('drawer'), reader, current: navigation.current, jump: navigation.jump, arrived: navigation.hasArrived });
  const bar = at('reader-bar');
  const own = { upload: () => tryPart.upload, 'start-over': () => tryPart.startOver };
  for (const id of ['reader-view', 'theme', 'sign-out']) {
    const button = at(id);
    // The bar moves as the view changes: the second half of a double click may fall on another button.
    button.addEventListener('click', (event) => { if (event.detail < 2) press(id); });
    own[id] = () => button;
  }
  const barButtons = [...bar.querySelectorAll('button')];
  const controls = createControls(at('controls'), own, { press, jump: navigation.jump, groups: createGroups(at('controls'), 'group-help') });

  let layoutWidth = 0;
  function showLayout() {
    const place = layoutWidth !== 0 && layoutWidth !== canvas.clientWidth ? navigation.readingPlace() : null;
    layoutWidth = canvas.clientWidth;
    layout = wasm.layout();
    at('stage').style.height = `${layout.height}px`;
    if (place && showsCanvas) navigation.returnTo(place);
    if (showsCanvas) controls.show(layout.controls);
  }

  function setTheme(choice) {
    if (choice) themeChoice(choice);
    document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.content = isDark() ? '#151619' : '#fcfbf8';
    wasm.prefer(isDark(), reducedMotion.matches);
    schedule();
  }

  // One of the two views is in front; the other stays for screen readers or for coming back.
  function show(drawn) {
    const place = navigation.current();
    showsCanvas = drawn && hasCanvas;
    viewChoice(showsCanvas ? 'canvas' : 'reader');
    document.documentElement.dataset.view = showsCanvas ? 'canvas' : 'reader';
    wasm.show(showsCanvas);
    at('controls').hidden = !showsCanvas;
    at('reader-view').setAttribute('aria-pressed', String(!showsCanvas));
    at('reader-view').hidden = !hasCanvas;
    if (!showsCanvas) {
      controls.clear();
      bar.append(...barButtons);
    }
    for (const link of reader.querySelectorAll('a[href]')) link.tabIndex = showsCanvas ? -1 : 0;
    tryPart.sync(JSON.parse(wasm.status()), showsCanvas);
    frame(performance.now());
    if (showsCanvas) showLayout();
    else makeScrollable(reader);
    if (place) navigation.go(place);
    contents.follow();
  }

  reader.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    navigation.jump(link.getAttribute('href').slice(1));
  });
  addEventListener('resize', () => { if (!showsCanvas) makeScrollable(reader); });
  addEventListener('beforeprint', tryPart.explain); // it is the Reader view that is printed
  addEventListener('scroll', () => { wasm.scroll(scrollY); schedule(); }, { passive: true });
  forwardPointer(canvas, (kind, x, y) => {
    if (!showsCanvas) return;
    wasm.pointer(kind, x, y);
    schedule();
  });
  canvas.addEventListener('webglcontextlost', (event) => { event.preventDefault(); wasm.contextLost(); });
  canvas.addEventListener('webglcontextrestored', () => { wasm.contextRestored(); schedule(); });
  for (const query of [systemDark, reducedMotion]) query.addEventListener('change', () => setTheme());

  setTheme();
  show(showsCanvas);
  // Drawn in the same task as the change of size, so that no empty canvas is ever seen.
  checkDensity = watchSize(canvas, (width, height, ratio) => {
    wasm.resize(width, height, ratio);
    if (showsCanvas) frame(performance.now());
  });
  navigation.restore();
  contents.follow();
  wasm.scroll(scrollY);
  frame(performance.now());
  // For the browser stories: what the page knows, and where its sections begin.
  window.secondOpinion = { status: () => wasm.status(), anchors: () => JSON.stringify(layout.anchors) };
}
