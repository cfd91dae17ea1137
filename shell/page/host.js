// What runs after sign-in: builds the DOM beside the canvas, starts the wasm and carries events to
// it. Draws only when the page asks; a still page does nothing. The build makes one file of this
// and all that it imports; the gate takes that out of the seal and starts it. What has a name of
// its own is a module beside this one; what is left is long, but it is the wiring between them.
import { forwardPointer, watchSize } from './canvas.js';
import { showTheme, themeChoice, viewChoice } from './choices.js';
import { coloursFor, whenColoursChange } from './colours.js';
import { createContents } from './contents.js';
import { createControls } from './controls.js';
import { addFonts } from './fonts.js';
import { createGroups } from './groups.js';
import { createHandover } from './handover.js';
import { copy, copyAddress, linkedDigit, save, savePicture } from './keeping.js';
import { createNavigation } from './navigation.js';
import { listenForOffers } from './offers.js';
import { createReader } from './reader.js';
import { createTry } from './try_panel.js';
import { createTextLayer } from './text_layer.js';
import { inChosenTextSize } from './text_size.js';
import { loadPage } from './wasm.js';

const text = (bytes) => new TextDecoder().decode(bytes);
const at = (id) => document.getElementById(id);

function buildDom(root, assets) {
  for (const name of ['page/host.css', 'page/reader.css']) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text(assets.get(name)));
    document.adoptedStyleSheets.push(sheet);
  }
  root.innerHTML = text(assets.get('page/host.html'));
}

class Host {
  constructor(wasm, manifest, signOut) {
    this.wasm = wasm;
    this.bits = manifest.frame;
    this.ids = manifest.controls;
    this.fonts = manifest.fonts;
    [this.drawnView, this.readerView] = manifest.views;
    this.systemDark = matchMedia('(prefers-color-scheme: dark)');
    this.reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
    this.canvas = at('canvas');
    this.reader = at('reader');
    this.layout = { height: 0, controls: [], anchors: [] };
    this.layoutWidth = 0;
    this.pending = 0; // the animation frame that is asked for
    this.checkDensity = () => {};
    // What of the drawn controls is the host's to do; every other press goes to the wasm.
    this.actions = {
      [this.ids.signOut]: signOut,
      [this.ids.theme]: () => this.setTheme(this.isDark() ? 'light' : 'dark'),
      [this.ids.readerView]: () => this.show(!this.showsCanvas),
    };
  }

  start() {
    const coarse = matchMedia('(pointer: coarse)').matches;
    const error = this.wasm.start(true, this.isDark(), this.reducedMotion.matches, coarse);
    if (error) throw new Error(error);
    this.hasCanvas = this.wasm.canDraw();
    this.showsCanvas = this.hasCanvas && viewChoice() !== this.readerView;
    // Before the article is there: laid out in the wrong view first, it would cost as much again.
    this.nameView();
    this.reader.innerHTML = this.wasm.readerHtml(false);
    this.connectParts();
    this.listen();
    this.setTheme();
    this.show(this.showsCanvas);
    // Drawn in the same task as the change of size, so that no empty canvas is ever seen.
    this.checkDensity = watchSize(this.canvas, (width, height, ratio) => {
      this.wasm.resize(width, height, ratio);
      if (this.showsCanvas) this.frame();
    });
    this.navigation.restore();
    this.contents.follow();
    this.wasm.scroll(scrollY);
    this.frame();
    this.openLink();
  }

  connectParts() {
    const { reader, ids, wasm } = this;
    const press = (id) => this.press(id);
    const navigation = createNavigation({
      reader,
      anchors: () => this.layout.anchors,
      showsCanvas: () => this.showsCanvas,
    });
    this.navigation = navigation;
    const core = {
      beginBatch: wasm.beginBatch,
      readOn: wasm.readOn,
      offer: wasm.offer,
      offerPicture: wasm.offerPicture,
      offerPixels: wasm.offerPixels,
      refuse: wasm.refuse,
    };
    const handover = createHandover(core, () => this.frame());
    this.tryPart = createTry({
      reader,
      ids,
      press,
      pad: {
        pen: {
          down: wasm.penDown,
          move: wasm.penMove,
          ahead: wasm.penAhead,
          up: wasm.penUp,
          step: wasm.penStep,
        },
        ink: () => JSON.parse(wasm.ink()),
        changed: () => this.schedule(),
        navigation,
      },
      pictureUrl: () => handover.pictureUrl(),
      print: () => wasm.readerHtml(true),
      explained: () => this.readerPart.show(!this.showsCanvas), // tables may be too wide now
    });
    listenForOffers({
      upload: this.tryPart.upload,
      file: this.tryPart.file,
      picture: this.tryPart.pictureFile,
      hint: at('drop-hint'),
      take: handover.take,
      accepts: () => this.tryPart.upload.isConnected,
    });
    this.readerPart = createReader(reader, navigation.jump);
    this.text = createTextLayer(at('text'), {
      fonts: this.fonts,
      textOf: (block) => wasm.textLayer(block),
      replaced: (block, isReplaced) => {
        wasm.replaceText(block, isReplaced);
        this.schedule();
      },
      jump: navigation.jump,
    });
    this.contents = createContents({
      reader,
      button: at('contents'),
      drawer: at('drawer'),
      current: navigation.current,
      jump: navigation.jump,
      arrived: navigation.hasArrived,
    });
    this.barButtons = [...at('reader-bar').querySelectorAll('button')];
    const own = new Map(this.barButtons.map((button) => [button.id, button]));
    for (const name of ['upload', 'draw', 'pictureUpload', 'startOver', 'copyLink'])
      own.set(ids[name], this.tryPart[name]);
    own.set(ids.pad, this.tryPart.pad.surface);
    for (const [id, button] of Object.entries(this.tryPart.pad.buttons)) own.set(id, button);
    const groups = createGroups(at('controls'), 'group-help');
    this.controls = createControls(at('controls'), {
      own,
      fallback: this.tryPart.focusTarget,
      press,
      jump: navigation.jump,
      groups,
    });
  }

  listen() {
    for (const button of this.barButtons) {
      // The bar moves as the view changes: the second half of a double click may fall on another.
      button.addEventListener('click', (event) => {
        if (event.detail < 2) this.press(button.id);
      });
    }
    addEventListener('beforeprint', this.tryPart.explain); // it is the Reader view that is printed
    addEventListener(
      'scroll',
      () => {
        this.wasm.scroll(scrollY);
        this.schedule();
      },
      { passive: true },
    );
    addEventListener('hashchange', () => this.openLink());
    this.listenToCanvas();
    for (const query of [this.systemDark, this.reducedMotion]) {
      query.addEventListener('change', () => this.setTheme());
    }
    whenColoursChange(() => this.setTheme());
  }

  listenToCanvas() {
    const { canvas, wasm } = this;
    const whileShown =
      (call) =>
      (...place) => {
        if (!this.showsCanvas) return;
        call(...place);
        this.schedule();
      };
    forwardPointer(canvas, {
      pointerMove: whileShown(wasm.pointerMove),
      pointerDown: whileShown(wasm.pointerDown),
      pointerUp: whileShown(wasm.pointerUp),
      pointerLeave: whileShown(wasm.pointerLeave),
    });
    canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      wasm.contextLost();
    });
    canvas.addEventListener('webglcontextrestored', () => {
      wasm.contextRestored();
      this.schedule();
    });
  }

  // The wasm knows whether anything changed; asking it costs nothing.
  frame(milliseconds = performance.now()) {
    this.checkDensity();
    const { statusChanged, layoutChanged, requestWaits, wantsFrame } = this.bits;
    const answer = this.wasm.frame(milliseconds);
    if (answer & statusChanged) this.showStatus();
    if (answer & layoutChanged) this.showLayout();
    if (answer & requestWaits) this.perform(JSON.parse(this.wasm.takeRequest()));
    if (answer & wantsFrame) this.schedule();
    else if (this.showsCanvas) this.text.rest();
  }

  schedule() {
    this.pending ||= requestAnimationFrame((milliseconds) => {
      this.pending = 0;
      this.frame(milliseconds);
    });
  }

  perform({ kind, y, hash, name, text: content }) {
    if (kind === 'download') save(name, new Blob([content], { type: 'text/csv' }));
    else if (kind === 'copy') copy(content);
    else if (kind === 'picture') savePicture(name, JSON.parse(this.wasm.status()).result.pixels);
    else if (kind === 'link') this.copyLink(hash);
    else if (this.showsCanvas) scrollTo(0, y);
    else this.navigation.go(hash.slice(1));
  }

  press(id) {
    if (Object.hasOwn(this.actions, id)) return this.actions[id]();
    this.wasm.press(id);
    return this.frame(); // DOM and drawing answer at once, and together
  }

  async copyLink(hash) {
    this.wasm.linkMade(await copyAddress(hash));
    this.frame();
  }

  openLink() {
    const carried = linkedDigit();
    if (carried === null) return;
    this.wasm.openLink(carried);
    this.frame();
  }

  showStatus() {
    this.tryPart.sync(JSON.parse(this.wasm.status()), this.showsCanvas);
  }

  showLayout() {
    const width = this.canvas.clientWidth;
    const isNewWidth = this.layoutWidth !== 0 && this.layoutWidth !== width;
    const place = isNewWidth ? this.navigation.readingPlace() : null;
    this.layoutWidth = width;
    this.layout = JSON.parse(this.wasm.layout());
    at('stage').style.height = `${this.layout.height}px`;
    if (!this.showsCanvas) return;
    if (place) this.navigation.returnTo(place);
    this.controls.show(this.layout.controls);
    this.text.layOut(this.layout.blocks, width, this.layout.height);
  }

  // In another size of text, at the width that the page has already.
  setAnew() {
    this.text.forget();
    this.frame();
  }

  isDark() {
    return themeChoice() ? themeChoice() === 'dark' : this.systemDark.matches;
  }

  setTheme(choice) {
    if (choice) themeChoice(choice);
    showTheme(this.isDark() ? 'dark' : 'light');
    this.wasm.prefer(this.isDark(), this.reducedMotion.matches);
    this.wasm.colours(...coloursFor(this.isDark()));
    this.schedule();
  }

  nameView() {
    document.documentElement.dataset.view = this.showsCanvas ? this.drawnView : this.readerView;
  }

  // One of the two views is in front; the other stays for screen readers or for coming back.
  show(drawn) {
    const place = this.navigation.current();
    this.showsCanvas = drawn && this.hasCanvas;
    viewChoice(this.showsCanvas ? this.drawnView : this.readerView);
    this.nameView();
    this.wasm.show(this.showsCanvas);
    at('controls').hidden = !this.showsCanvas;
    const switcher = at(this.ids.readerView);
    switcher.setAttribute('aria-pressed', String(!this.showsCanvas));
    switcher.hidden = !this.hasCanvas;
    if (!this.showsCanvas) {
      this.controls.clear();
      at('reader-bar').append(...this.barButtons);
    }
    this.showStatus();
    this.frame();
    if (this.showsCanvas) this.showLayout();
    this.readerPart.show(!this.showsCanvas);
    if (place) this.navigation.go(place);
    this.contents.follow();
  }
}

export async function startPage({ assets, signOut, root }) {
  const manifest = JSON.parse(text(assets.get('manifest.json')));
  buildDom(root, assets);
  addFonts(assets, manifest.fonts);
  let host = null;
  const wasm = inChosenTextSize(await loadPage(assets, manifest), () => host?.setAnew());
  for (const { name, use } of manifest.assets) {
    if (use !== 'record' && assets.has(name)) wasm.asset(name, assets.get(name));
  }
  host = new Host(wasm, manifest, signOut);
  host.start();
  // For the browser stories: what the page knows, and where its sections begin.
  window.secondOpinion = {
    status: () => wasm.status(),
    anchors: () => JSON.stringify(host.layout.anchors),
  };
}
