// The drawn page's wasm as plain functions: strings and bytes go in and out
// through its memory here and nowhere else.

const KINDS = { file: 0, folder: 1, unreadable: 2 };

// Blob URLs have no folder, so page.js cannot find page.wasm by itself.
export async function loadPage(assets, importModule) {
  const { default: createPage } = await importModule(assets.get('page.js'));
  const wasm = await createPage({ wasmBinary: assets.get('page.wasm'), locateFile: (name) => name, print: console.log, printErr: console.error });
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  // Hands bytes over for the length of one call.
  function withBytes(bytes, use) {
    const place = wasm._malloc(bytes.length || 1);
    wasm.HEAPU8.set(bytes, place);
    try {
      return use(place, bytes.length);
    } finally {
      wasm._free(place);
    }
  }
  const withText = (text, use) => withBytes(encoder.encode(`${text}\0`), use);
  function textAt(place) {
    const end = wasm.HEAPU8.indexOf(0, place);
    return decoder.decode(wasm.HEAPU8.subarray(place, end));
  }

  for (const [name, bytes] of assets) {
    if (name.startsWith('page/') || name === 'page.js' || name === 'page.wasm') continue;
    withText(name, (namePlace) => withBytes(bytes, (place, size) => wasm._so_asset(namePlace, place, size)));
  }
  return {
    start: (hasCanvas, dark, reducedMotion, coarse) => wasm._so_start(+hasCanvas, +dark, +reducedMotion, +coarse),
    error: () => textAt(wasm._so_error()),
    resize: (width, height, ratio) => wasm._so_resize(width, height, ratio),
    pointer: (kind, x, y) => wasm._so_pointer(kind, x, y),
    scroll: (y) => wasm._so_scroll(y),
    prefer: (dark, reducedMotion) => wasm._so_preferences(+dark, +reducedMotion),
    show: (canvas) => wasm._so_show(+canvas),
    frame: (milliseconds) => wasm._so_frame(milliseconds),
    status: () => textAt(wasm._so_status()),
    layout: () => JSON.parse(textAt(wasm._so_layout())),
    request: () => textAt(wasm._so_take_request()),
    // prepared: with what takes the networks a moment to work out; else that is announced in words.
    readerHtml: (prepared) => textAt(wasm._so_reader_html(+prepared)),
    press: (id) => withText(id, (place) => wasm._so_activate(place)),
    offer: ({ name, bytes, size, count, kind }) => withText(name, (namePlace) =>
      withBytes(bytes, (place, available) => wasm._so_offer(namePlace, place, available, size, count, KINDS[kind]))),
    contextLost: () => wasm._so_context_lost(),
    contextRestored: () => wasm._so_context_restored(),
  };
}
