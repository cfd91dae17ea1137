// The Reader view as a document: its links, and what of it scrolls sideways. Its words come from
// the wasm, the visitor's own digit from try_panel.js.

// reader: the element, filled; jump(id): go there, with an entry in the history.
export function createReader(reader, jump) {
  let isFront = false;

  // Wide tables and figures scroll with the keyboard too.
  function makeScrollable() {
    for (const element of reader.querySelectorAll('.data, pre')) {
      const overflows =
        element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
      if (overflows) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    }
  }

  // Behind the canvas the article is there for screen readers only: the Tab key then goes through
  // what is drawn, and skips the article's own links.
  function show(front) {
    isFront = front;
    for (const link of reader.querySelectorAll('a[href]')) link.tabIndex = front ? 0 : -1;
    if (front) makeScrollable();
  }

  reader.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    jump(link.getAttribute('href').slice(1));
  });
  addEventListener('resize', () => {
    if (isFront) makeScrollable();
  });
  return { show };
}
