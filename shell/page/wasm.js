// The page's wasm as plain functions, bound by the manifest's list of them: strings and bytes go in
// and out through its memory here and nowhere else.

// Files inside the seal have no address: each becomes a blob for one import.
async function importModule(bytes) {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

// → the functions of page.wasm, each under its name in the manifest.
export async function loadPage(assets, manifest) {
  const { default: createPage } = await importModule(assets.get('page.js'));
  const wasm = await createPage({
    wasmBinary: assets.get('page.wasm'), // blob URLs have no folder in which page.js could find it
    locateFile: (name) => name,
    print: console.log,
    printErr: console.error,
  });
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  function textAt(place) {
    return decoder.decode(wasm.HEAPU8.subarray(place, wasm.HEAPU8.indexOf(0, place)));
  }

  // Copies bytes into the wasm's memory, where they stay until the caller frees them.
  function copied(bytes) {
    const place = wasm._malloc(bytes.length || 1);
    wasm.HEAPU8.set(bytes, place);
    return place;
  }

  // One argument of ours, by its kind → those of the wasm. What was copied is added to places.
  function lowered(kind, value, places) {
    if (kind === 'number' || kind === 'flag') return [Number(value)];
    const bytes = kind === 'text' ? encoder.encode(`${value}\0`) : value;
    places.push(copied(bytes));
    return kind === 'text' ? [places.at(-1)] : [places.at(-1), bytes.length];
  }

  const raised = { text: textAt, flag: Boolean, number: Number, nothing: () => undefined };

  const bind =
    ({ symbol, takes, answers }) =>
    (...values) => {
      const places = [];
      try {
        const lowest = takes.flatMap((kind, i) => lowered(kind, values[i], places));
        return raised[answers](wasm[symbol](...lowest));
      } finally {
        places.forEach((place) => wasm._free(place));
      }
    };
  const functions = manifest.functions.map((row) => [row.name, bind(row)]);
  return Object.fromEntries(functions);
}
