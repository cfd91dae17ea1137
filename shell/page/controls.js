// Real, transparent buttons, links and sliders over the places where the canvas shows them: focus,
// keys, touch and screen readers then work as on any page. What is to be made of a control stands
// in what the wasm publishes of it; its id is a name and nothing else.

// own: id → element, for controls of the kind "host", which are there already. fallback() is
// what gets the focus when what had it is gone. groups: see groups.js.
export function createControls(layer, { own, fallback, press, jump, groups }) {
  const elements = new Map();

  function createButton({ id }) {
    const element = document.createElement('button');
    element.type = 'button';
    element.addEventListener('click', () => press(id));
    return element;
  }

  function createLink({ id, href, prepares }) {
    const element = document.createElement('a');
    element.href = href;
    if (!href.startsWith('#')) {
      element.target = '_blank';
      element.rel = 'noopener noreferrer';
      return element;
    }
    element.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (prepares) press(id);
      jump(element.getAttribute('href').slice(1));
    });
    return element;
  }

  // The position is the visitor's while it is dragged, the page's otherwise.
  function createSlider({ id }) {
    const element = document.createElement('input');
    element.type = 'range';
    element.min = '0';
    element.addEventListener('input', () => press(`${id}=${element.value}`));
    return element;
  }

  const makers = {
    button: createButton,
    link: createLink,
    slider: createSlider,
    host: ({ id }) => own.get(id),
  };

  function create(control) {
    const element = makers[control.kind](control);
    if (control.kind !== 'host') element.dataset.control = control.id;
    return element;
  }

  function update(element, { kind, x, y, w, h, label, href, fixed, steps, step, reading }) {
    const { style } = element;
    style.position = fixed ? 'fixed' : 'absolute';
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.width = `${w}px`;
    style.height = `${h}px`;
    element.setAttribute('aria-label', label);
    if (kind === 'link' && element.getAttribute('href') !== href) element.href = href;
    if (kind !== 'slider') return;
    element.max = steps - 1;
    element.value = step;
    element.setAttribute('aria-valuetext', reading);
  }

  // The elements of the Reader view become ordinary ones again.
  function release(element) {
    element.removeAttribute('style');
    element.removeAttribute('aria-label');
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
      const element = elements.get(id) ?? create(control);
      elements.set(id, element);
      update(element, control);
      const next = previous ? previous.nextSibling : layer.firstChild;
      if (element !== next || element.parentNode !== layer) layer.insertBefore(element, next);
      previous = element;
    }
    groups.update(controls, (id) => elements.get(id));
    // What was pressed is gone: the focus goes to what can be done instead.
    if (hadFocus && !layer.contains(document.activeElement)) {
      fallback().focus({ preventScroll: true });
    }
  }

  function clear() {
    for (const element of elements.values()) release(element);
    elements.clear();
  }

  return { show, clear };
}
