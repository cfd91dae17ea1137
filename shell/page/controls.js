// Real, transparent buttons, links and sliders over the places where the canvas shows
// them: focus, keys, touch and screen readers then work as on any page.

// own: elements that exist in the Reader view too and only change their place.
// groups: groups.js, which makes one tab stop of many.
export function createControls(layer, own, { press, jump, groups }) {
  const elements = new Map();

  // The position is ours while it is dragged, the page's otherwise.
  function createSlider(id) {
    const element = document.createElement('input');
    element.type = 'range';
    element.min = '0';
    element.dataset.control = id;
    element.addEventListener('input', () => press(`${id}=${element.value}`));
    return element;
  }

  function create({ id, kind, href }) {
    if (kind === 'slider') return createSlider(id);
    const element = document.createElement(kind === 'link' ? 'a' : 'button');
    element.dataset.control = id;
    if (kind !== 'link') {
      element.type = 'button';
      element.addEventListener('click', () => press(id));
      return element;
    }
    element.href = href;
    if (href.startsWith('#')) {
      element.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        if (!/^(link|rail)-/.test(id)) press(id); // what it leads to gets ready
        jump(href.slice(1));
      });
    } else {
      element.target = '_blank';
      element.rel = 'noopener noreferrer';
    }
    return element;
  }

  function place(element, { x, y, w, h, label, fixed, steps, step, reading }) {
    const { style } = element;
    style.position = fixed ? 'fixed' : 'absolute';
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.width = `${w}px`;
    style.height = `${h}px`;
    element.setAttribute('aria-label', label);
    if (steps === undefined) return;
    element.max = steps - 1;
    element.value = step;
    element.setAttribute('aria-valuetext', reading);
  }

  // The elements of the Reader view become ordinary ones again.
  function release(element) {
    element.removeAttribute('style');
    element.removeAttribute('aria-label');
    element.removeAttribute('tabindex');
    element.remove();
  }

  // Keeps elements that stay, so that the focus stays too.
  function show(controls) {
    const hadFocus = layer.contains(document.activeElement);
    const wanted = new Map(controls.map((control) => [control.id, control]));
    for (const [id, element] of elements) {
      if (wanted.has(id)) continue;
      release(element);
      elements.delete(id);
    }
    let previous = null;
    for (const [id, control] of wanted) {
      const element = elements.get(id) ?? own[id]?.() ?? create(control);
      elements.set(id, element);
      if (element.tagName === 'A' && element.getAttribute('href') !== control.href) element.href = control.href;
      place(element, control);
      const next = previous ? previous.nextSibling : layer.firstChild;
      if (element !== next || element.parentNode !== layer) layer.insertBefore(element, next);
      previous = element;
    }
    groups.update(controls, (id) => elements.get(id));
    // What was pressed is gone: the focus goes to what can be done instead.
    if (hadFocus && !layer.contains(document.activeElement)) {
      (elements.get('start-over') ?? elements.get('upload'))?.focus({ preventScroll: true });
    }
  }

  function clear() {
    for (const element of elements.values()) release(element);
    elements.clear();
  }

  return { show, clear };
}
