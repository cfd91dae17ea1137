// Addresses within the page: fragments while scrolling, history on jumps, deep
// links, and the place to return to after a reload.

const READING_LINE = 0.25; // of the window's height: the section that crosses it is the current one
const SETTLED = 250;       // ms without scrolling before the address follows

function hashId() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ''; // no address of ours
  }
}

export function createNavigation({ anchors, reader, showsCanvas }) {
  let timer = 0;
  let arrived = { id: '', y: -1 }; // where the last jump ended
  history.scrollRestoration = 'manual';

  const headings = () => [...reader.querySelectorAll('[id]')].filter((element) => /^(H[1-6]|FIGURE|SECTION)$/.test(element.tagName));
  const positions = () => (showsCanvas() ? anchors()
    : headings().map((element) => ({ id: element.id, y: Math.max(0, element.getBoundingClientRect().top + scrollY - 16) })));

  // What was jumped to stays the address until somebody scrolls, even where the
  // next heading has crossed the reading line or the page ends too early.
  const hasArrived = () => Math.abs(scrollY - arrived.y) < 2;
  function current() {
    if (scrollY < 8) return '';
    if (hasArrived()) return arrived.id;
    const line = scrollY + innerHeight * READING_LINE;
    return positions().filter(({ y }) => y <= line).at(-1)?.id ?? '';
  }

  // A note and its call are no sections, and only the Reader view has them.
  function noteAt(id) {
    const element = !showsCanvas() && /^(note|call)-\d+$/.test(id) && document.getElementById(id);
    return element ? { id, y: Math.max(0, element.getBoundingClientRect().top + scrollY - innerHeight * READING_LINE) } : undefined;
  }

  // True when there is such a place.
  function go(id) {
    const target = positions().find((anchor) => anchor.id === id) ?? noteAt(id);
    if (!target) return false;
    scrollTo(0, target.y);
    arrived = { id, y: scrollY };
    return true;
  }

  function jump(id) {
    remember();
    if (hashId() !== id) history.pushState({}, '', `#${id}`);
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
    history.replaceState({ y: scrollY }, '', id ? `#${id}` : location.pathname + location.search);
  }

  // Where one reads, as a share of the way from one place to the next: still true
  // after the page has been set at another width.
  function readingPlace() {
    const ys = [0, ...positions().map(({ y }) => y), document.documentElement.scrollHeight];
    const index = ys.findLastIndex((y, i) => i < ys.length - 1 && y <= scrollY);
    return { index, share: (scrollY - ys[index]) / Math.max(1, ys[index + 1] - ys[index]) };
  }
  function returnTo({ index, share }) {
    const ys = [0, ...positions().map(({ y }) => y), document.documentElement.scrollHeight];
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
  addEventListener('popstate', restore);
  addEventListener('hashchange', () => { if (!history.state) restore(); }); // typed into the address bar
  return { current, go, hasArrived, jump, readingPlace, restore, returnTo };
}
