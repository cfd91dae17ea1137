// The list of sections where no rail has room: a button that hides while one
// reads on and comes back on the way up, and a drawer that it opens. A <dialog>
// keeps the focus inside and closes on Escape by itself.

const NEAR = 8; // px: closer to the top than this is the top; less movement than this is none

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// reader: where the headings stand; current(): the id of what is being read;
// jump(id): go there, with an entry in the history; arrived(): nobody has scrolled since.
export function createContents({ button, drawer, reader, current, jump, arrived }) {
  const links = new Map(
    [...reader.querySelectorAll('h2[id]')].map(({ id, textContent }) => [
      id,
      make('a', { href: `#${id}`, textContent }),
    ]),
  );
  const list = make('ol', {}, ...[...links.values()].map((link) => make('li', {}, link)));
  const close = make('button', { type: 'button', className: 'close' });
  close.addEventListener('click', () => drawer.close());
  close.setAttribute('aria-label', 'Close the contents');
  const title = make('p', { id: 'drawer-title', textContent: 'Contents' });
  drawer.setAttribute('aria-labelledby', title.id);
  const nav = make('nav', {}, list);
  nav.setAttribute('aria-labelledby', title.id);
  drawer.append(make('div', { className: 'head' }, title, close), nav);
  const where = button.querySelector('.where');
  let last = scrollY;

  // A heading below a section, or a figure in it, belongs to that section.
  function section() {
    const id = current();
    const places = [...reader.querySelectorAll('h2[id], h3[id], figure[id]')];
    const at = places.findIndex((element) => element.id === id);
    return places.slice(0, at + 1).findLast((element) => links.has(element.id))?.id ?? '';
  }

  function open() {
    const here = section();
    for (const [id, link] of links) {
      if (id === here) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
    drawer.showModal();
    (links.get(here) ?? links.values().next().value)?.focus();
  }

  const hide = () => button.classList.add('away');

  function follow() {
    const top = scrollY < NEAR;
    button.classList.toggle('floating', !top);
    if (!top && arrived())
      hide(); // a jump upwards: the chip would cover the heading
    else if (top || scrollY < last - NEAR) button.classList.remove('away');
    else if (scrollY > last + NEAR) hide();
    if (Math.abs(scrollY - last) > NEAR) last = scrollY;
    where.textContent = links.get(top ? '' : section())?.textContent ?? '';
  }

  button.addEventListener('click', open);
  drawer.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (event.target === drawer) drawer.close(); // beside the list: on the backdrop
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    drawer.close();
    jump(link.getAttribute('href').slice(1));
  });
  drawer.addEventListener(
    'wheel',
    (event) => {
      // The page behind stays where it is.
      if (event.target === drawer && !event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
  addEventListener('scroll', follow, { passive: true });
  follow();
  return { follow };
}
