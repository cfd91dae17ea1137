// Addresses within the page: fragments while scrolling, history on jumps, deep
// links, and the place to return to after a reload.

const READING_LINE = 0.25; // of the window's height: the section that crosses it is the current one
const SETTLED = 250; // ms without scrolling before the address follows
const ABOVE = 16; // px of air above a heading that was jumped to
const PLACES = ':is(h1, h2, h3, h4, h5, h6, figure, section)[id]'; // what an address can name

function hashId() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ''; // no address of ours
  }
}

export function createNavigation({ anchors, reader, showsCanvas }) {
  let timer = 0;
  let isLeaving = false;
  let entering = null;
  const pageTitle = document.title;
  let arrived = { id: '', y: -1 }; // where the last jump ended
  history.scrollRestoration = 'manual';

  const headings = () => [...reader.querySelectorAll(PLACES)];
  const top = (element) => element.getBoundingClientRect().top + scrollY;
  const placeOf = (element) => ({ id: element.id, y: Math.max(0, top(element) - ABOVE) });
  const positions = () => (showsCanvas() ? anchors() : headings().map(placeOf));

  // A figure has no title of its own to be called by: it goes by its section.
  function titleAt(id) {
    const all = [...reader.querySelectorAll(PLACES)];
    const at = all.findIndex((element) => element.id === id);
    const heading = all.slice(0, at + 1).findLast((element) => element.matches('h2, h3'));
    return heading ? `${heading.textContent} · ${pageTitle}` : pageTitle;
  }

  // What was jumped to stays the address until somebody scrolls, even where the
  // next heading has crossed the reading line or the page ends too early.
  const hasArrived = () => Math.abs(scrollY - arrived.y) < 2;
  function current() {
    if (scrollY < 8) return '';
    if (hasArrived()) return arrived.id;
    const line = scrollY + innerHeight * READING_LINE;
    return (
      positions()
        .filter(({ y }) => y <= line)
        .at(-1)?.id ?? ''
    );
  }

  // Anything else with an id, such as a note or its call, is no section, and only the Reader view
  // has it. It comes to the reading line, where what belongs to it is seen as well.
  function detailAt(id) {
    const element = showsCanvas() ? null : document.getElementById(id);
    if (!reader.contains(element)) return undefined;
    return { id, y: Math.max(0, top(element) - innerHeight * READING_LINE) };
  }

  // True when there is such a place.
  function go(id) {
    const target = positions().find((anchor) => anchor.id === id) ?? detailAt(id);
    if (!target) return false;
    scrollTo(0, target.y);
    arrived = { id, y: scrollY };
    return true;
  }

  function jump(id) {
    remember();
    if (hashId() !== id) history.pushState({}, '', `#${id}`);
    document.title = titleAt(id);
    go(id);
    const heading = !showsCanvas() && document.getElementById(id);
    if (heading) {
      if (heading.tabIndex < 0) heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }

  function remember() {
    clearTimeout(timer);
    const id = current();
    history.replaceState(
      { ...history.state, y: scrollY },
      '',
      id ? `#${id}` : location.pathname + location.search,
    );
    document.title = titleAt(id);
  }

  // Something opens over the place where one reads, and Back shall close it: an entry of its own.
  function enter(state) {
    if (isLeaving) {
      entering = state;
      return;
    }
    remember();
    history.pushState({ y: scrollY, ...state }, '');
  }
  // It has been closed in another way: its entry goes, and nothing scrolls. Browsers go back a
  // little later; what is opened meanwhile gets its entry then.
  function leave() {
    entering = null;
    if (isLeaving) return;
    isLeaving = true;
    history.back();
  }
  function hasLeft() {
    isLeaving = false;
    if (entering) enter(entering);
    entering = null;
  }

  const borders = () => [
    0,
    ...positions().map(({ y }) => y),
    document.documentElement.scrollHeight,
  ];

  // Where one reads, as a share of the way from one place to the next: still true after the page
  // has been set at another width.
  function readingPlace() {
    const ys = borders();
    const index = ys.findLastIndex((y, i) => i < ys.length - 1 && y <= scrollY);
    return { index, share: (scrollY - ys[index]) / Math.max(1, ys[index + 1] - ys[index]) };
  }
  function returnTo({ index, share }) {
    const ys = borders();
    if (index + 1 < ys.length) scrollTo(0, ys[index] + share * (ys[index + 1] - ys[index]));
  }

  // For an entry of the history: the place that was left, else what its address names.
  function restore() {
    if (typeof history.state?.y === 'number') scrollTo(0, history.state.y);
    else if (!go(hashId())) scrollTo(0, 0);
    rememberSoon(); // where the page ends, nothing scrolls
  }

  function rememberSoon() {
    clearTimeout(timer);
    timer = setTimeout(remember, SETTLED);
  }

  addEventListener('scroll', rememberSoon, { passive: true });
  addEventListener('pagehide', remember);
  addEventListener('popstate', () => (isLeaving ? hasLeft() : restore()));
  // Typed into the address bar.
  addEventListener('hashchange', () => {
    if (!history.state) restore();
  });
  // Back from another page, out of the browser's cache of whole pages: nothing has loaded anew, and
  // with scrollRestoration off WebKit shows such a page from its top.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) restore();
  });
  return { current, enter, go, hasArrived, jump, leave, readingPlace, restore, returnTo };
}
