// Addresses within the page: fragments while scrolling, history on jumps, deep
// links, and the place to return to after a reload.

const READING_LINE = 0.25; // of the window's height: the section that crosses it is the current one
const SETTLED = 250;       // ms without scrolling before the address follows

export function createNavigation({ anchors, reader, showsCanvas }) {
  let timer = 0;
  history.scrollRestoration = 'manual';

  const headings = () => [...reader.querySelectorAll('[id]')].filter((element) => /^(H[1-6]|FIGURE|SECTION)$/.test(element.tagName));
  const positions = () => (showsCanvas() ? anchors()
    : headings().map((element) => ({ id: element.id, y: element.getBoundingClientRect().top + scrollY })));

  function current() {
    const line = scrollY + innerHeight * READING_LINE;
    return scrollY < 8 ? '' : positions().filter(({ y }) => y <= line).at(-1)?.id ?? '';
  }

  // True when there is such a place.
  function go(id) {
    const target = positions().find((anchor) => anchor.id === id);
    if (target) scrollTo(0, target.y);
    return Boolean(target);
  }

  function jump(id) {
    remember();
    history.pushState({}, '', `#${id}`);
    go(id);
    const heading = !showsCanvas() && document.getElementById(id);
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }

  function remember() {
    clearTimeout(timer);
    const id = current();
    history.replaceState({ y: scrollY }, '', id ? `#${id}` : location.pathname + location.search);
  }

  function restore() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (typeof history.state?.y === 'number') scrollTo(0, history.state.y);
    else if (!id || !go(id)) scrollTo(0, 0);
  }

  addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = setTimeout(remember, SETTLED);
  }, { passive: true });
  addEventListener('pagehide', remember);
  addEventListener('popstate', restore);

  return { current, go, jump, restore };
}
