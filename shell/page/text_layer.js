// The words of the drawn page as text: over each drawn word lies the same one, transparent, so that
// the browser finds, selects, copies, translates and reads it aloud. Filled bit by bit while
// nothing else is to be done; scrolling does nothing here.
import { createBlocks } from './text_blocks.js';
import { copyOf } from './text_copy.js';
import { fit } from './text_fit.js';

const REST = 200; // ms without a frame, after which figures are asked again what they say
const LEAST_SIZE = 0.5; // of words in another language, of those that were drawn
const TOGETHER = 12; // blocks that are fitted in one go

const whenIdle =
  window.requestIdleCallback ??
  ((run) => setTimeout(() => run({ timeRemaining: () => 0, didTimeout: true }), 16));

// layer: the element; fonts: of the manifest; textOf(i): what block i says, as JSON;
// replaced(i, flag): other words stand in its place; jump(id): go there, with an entry in the
// history.
export function createTextLayer(layer, { fonts, textOf, replaced, jump }) {
  const build = createBlocks(fonts);
  let blocks = []; // {element, asides, source, words, lines, isReplaced}
  let toBuild = [];
  let toFit = [];
  let width = 0;
  let isReady = false; // the typefaces are there
  let isWaiting = false;
  let restTimer = 0;

  const observer = new MutationObserver((records) => notice(records));

  // The observer is for what others do to the text; what is done here it must not see.
  function write(change) {
    notice(observer.takeRecords());
    change();
    observer.takeRecords();
  }

  const allOf = ({ element, asides }) => [element, ...asides.map((aside) => aside.element)];
  const wordsOf = (block) =>
    allOf(block)
      .map(({ textContent }) => textContent)
      .join('\n');

  // A translator, or another extension of the browser, has changed words: they are shown in the
  // place of the drawn ones, until they are the old words again.
  function notice(records) {
    const changed = new Set();
    for (const { target } of records) {
      const place = (target.closest ? target : target.parentElement)?.closest('.block, .aside');
      if (place) changed.add(blocks.find((block) => allOf(block).includes(place)));
    }
    changed.delete(undefined);
    for (const block of changed) {
      const isReplaced = wordsOf(block) !== block.words;
      if (isReplaced !== block.isReplaced) replace(block, isReplaced);
      if (isReplaced) shrink(block);
    }
  }

  function replace(block, isReplaced) {
    block.isReplaced = isReplaced;
    for (const element of allOf(block)) element.classList.toggle('replaced', isReplaced);
    replaced(blocks.indexOf(block), isReplaced);
  }

  // Other languages need more room than there is: their words are set a little smaller.
  function shrink(block) {
    for (const part of allOf(block).flatMap((element) => [...element.querySelectorAll('.part')])) {
      const [width, height] = part.dataset.room.split(' ').map(Number);
      for (let size = 1; size > LEAST_SIZE; size -= 0.05) {
        part.style.setProperty('--shrink', size);
        if (part.scrollHeight <= height && part.scrollWidth <= width) break;
      }
    }
  }

  function buildBlock(index) {
    const block = blocks[index];
    const source = textOf(index);
    if (source === block.source) return;
    const said = JSON.parse(source);
    const { parent, notes, lines } = build(said);
    block.source = source;
    block.lines = lines;
    block.changes = 'figure' in said;
    // What a panel says, the Reader view's own says to screen readers, and as a live region.
    if (said.kind === 'panel') block.element.setAttribute('aria-hidden', 'true');
    if (said.depth) putIntoList(block.element, said);
    block.element.replaceChildren(parent);
    for (const { element } of block.asides) element.remove();
    block.asides = notes;
    const after = block.element.closest('.list') ?? block.element;
    after.after(...notes.map(({ element }) => element));
    place(block);
    if (block.isReplaced) replace(block, false);
    block.words = wordsOf(block);
    toFit.push(block);
  }

  // Neighbouring items are one list; how deep an item lies is said by its level.
  function putIntoList(element, { depth, ordered }) {
    element.setAttribute('role', 'listitem');
    element.setAttribute('aria-level', depth);
    if (element.closest('.list')) return;
    let list = element.previousElementSibling;
    if (!list?.matches('.list') || list.dataset.ordered !== String(ordered)) {
      list = document.createElement('div');
      list.className = 'list';
      list.setAttribute('role', 'list');
      list.dataset.ordered = ordered;
      element.before(list);
    }
    list.append(element);
  }

  function place(block) {
    block.element.style.top = `${block.top}px`;
    block.element.style.height = `${block.height}px`;
    for (const { element, y } of block.asides) element.style.top = `${block.top + y}px`;
  }

  function fitSome() {
    const some = toFit.splice(0, TOGETHER);
    fit(
      some.flatMap(({ lines }) => lines),
      layer.getBoundingClientRect().left,
    );
  }

  function work(deadline) {
    isWaiting = false;
    write(() => {
      do {
        if (toBuild.length > 0) buildBlock(toBuild.shift());
        else if (toFit.length > 0) fitSome();
      } while (deadline.timeRemaining() > 2 && toBuild.length + toFit.length > 0);
    });
    wait();
  }

  function wait() {
    const isDone = toBuild.length + toFit.length === 0;
    layer.ariaBusy = String(!isDone);
    if (!isReady || isWaiting || isDone) return;
    isWaiting = true;
    whenIdle(work, { timeout: 500 });
  }

  // The page has been laid out: blocks have moved, and all is new if it has another width.
  function layOut(tops, pageWidth, height) {
    const isNew = pageWidth !== width || tops.length !== blocks.length;
    width = pageWidth;
    write(() => {
      if (isNew) {
        blocks = tops.map(() => ({
          element: document.createElement('div'),
          asides: [],
          lines: [],
        }));
        for (const { element } of blocks) element.className = 'block';
        layer.replaceChildren(...blocks.map(({ element }) => element));
        toFit = [];
      }
      blocks.forEach((block, i) => {
        const next = tops[i + 1] ?? height;
        if (block.top === tops[i] && block.height === next - tops[i]) return;
        Object.assign(block, { top: tops[i], height: next - tops[i] });
        place(block);
      });
    });
    // Only figures say something else at the same width.
    toBuild = [...blocks.keys()].filter((i) => !blocks[i].source || blocks[i].changes);
    wait();
  }

  // Nothing moves any more: figures in sight may say something else than before.
  function rest() {
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      const inSight = ({ changes, top, height }) =>
        changes && top < scrollY + innerHeight && top + height > scrollY;
      const asked = [...blocks.keys()].filter((i) => inSight(blocks[i]) && !toBuild.includes(i));
      toBuild.push(...asked);
      wait();
    }, REST);
  }

  const holds = (selection) => !selection.isCollapsed && layer.contains(selection.anchorNode);

  // While text is being selected, every place of the page belongs to its block, so that a selection
  // does not leap where the pointer is between two words.
  function listenToSelection() {
    const mark = (isSelecting) => layer.classList.toggle('selecting', isSelecting);
    layer.addEventListener('pointerdown', ({ pointerType }) => mark(pointerType === 'mouse'));
    for (const name of ['pointerup', 'pointercancel', 'blur'])
      addEventListener(name, () => mark(false));
    if (matchMedia('(pointer: coarse)').matches) {
      // The handles of a selection on a touch screen are dragged without any pointer event.
      document.addEventListener('selectionchange', () => mark(holds(document.getSelection())));
    }
    document.addEventListener('copy', (event) => {
      const selection = document.getSelection();
      const copy =
        selection.rangeCount > 0 && !event.target.matches?.('input, textarea')
          ? copyOf(selection.getRangeAt(0), layer)
          : null;
      if (!copy) return;
      event.clipboardData.setData('text/plain', copy.text);
      event.clipboardData.setData('text/html', copy.html);
      event.preventDefault();
    });
  }

  layer.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    jump(link.getAttribute('href').slice(1));
  });
  listenToSelection();
  observer.observe(layer, { childList: true, characterData: true, subtree: true });
  document.fonts.ready.then(() => {
    isReady = true;
    wait();
  });

  // What is there is of no use at the next layOut(), even if the page is as wide as before.
  const forget = () => {
    width = 0;
  };

  return { layOut, rest, forget };
}
