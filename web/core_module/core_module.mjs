// The inference core for browsers and Node, without the page; second-opinion-core.d.mts has the types.
//   const core = await createCore();
//   const network = core.load(bytes);                      // a .weights file; or await core.loadFrom(url)
//   const probabilities = network.classify(pixels, count); // count×784 floats in 0..1, 1 = ink → Float32Array of count×10
//   const doubt = network.novelty(pixels, count);          // how unlike a digit: count floats in 0..1, or null
//   network.free();
// Knows no CSV and no picture format. Everything that is refused throws an Error whose message says what and where.

const WASM_NAME = 'second-opinion-core.wasm';
const PIXELS = 784;
const DIGITS = 10;

// What an http(s), blob or data address answers.
async function ask(url) {
  const answer = await fetch(url).catch((error) => { throw new Error(`${url} cannot be fetched: ${error.message}`); });
  if (!answer.ok) throw new Error(`${url} cannot be fetched: ${answer.status} ${answer.statusText}`);
  return answer;
}

// The bytes there, or, in Node, of a file.
async function read(url) {
  if (url.protocol !== 'file:') return (await ask(url)).arrayBuffer();
  const { readFile } = await import('node:fs/promises');
  return readFile(url);
}

// The bytes at an address; a relative one begins at the page, in Node at the working folder.
export const bytesAt = async (url) => read(new URL(url, globalThis.document?.baseURI ?? `file://${globalThis.process.cwd()}/`));

// Throws a RangeError for pixels that are not `count` pictures.
export function checkPictures(pixels, count) {
  if (!Number.isInteger(count) || count < 0 || pixels.length !== count * PIXELS) {
    throw new RangeError(`${count} images need ${count * PIXELS} pixels; there are ${pixels.length}`);
  }
  for (let i = 0; i < pixels.length; ++i) {
    if (!(pixels[i] >= 0 && pixels[i] <= 1)) throw new RangeError(`pixel ${i} is ${pixels[i]}; each must be 0 (paper) to 1 (ink)`);
  }
}

// Compiled while it arrives, where the server calls it WebAssembly; not every host does.
async function compile(url) {
  if (url.protocol === 'file:') return WebAssembly.compile(await read(url));
  const answer = await ask(url);
  return answer.headers.get('content-type') === 'application/wasm' ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

// The core writes no files and prints nothing; what the compiler's library imports for that answers "no".
function stubImports(module, memoryGrew) {
  const imports = {};
  for (const { module: space, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind !== 'function') throw new Error(`${WASM_NAME} wants an unknown import: ${space}.${name}`);
    imports[space] ??= {};
    imports[space][name] = name === 'emscripten_notify_memory_growth' ? memoryGrew
      : name === 'proc_exit' ? (code) => { throw new Error(`the core stopped with code ${code}`); }
      : () => 52; // ENOSYS
  }
  return imports;
}

class Network {
  #wasm;
  #handle;
  constructor(wasm, handle) { this.#wasm = wasm; this.#handle = handle; }

  // count×10 probabilities.
  classify(pixels, count = pixels.length / PIXELS) {
    return this.#run(pixels, count, false);
  }

  // How unlike a digit each picture is, above 0.5: probably none. Null when the weights cannot say.
  novelty(pixels, count = pixels.length / PIXELS) {
    this.#check(pixels, count);
    return this.#wasm.so_core_knows_novelty(this.#handle) ? this.#run(pixels, count, true) : null;
  }

  #check(pixels, count) {
    if (!this.#handle) throw new Error('this network was freed');
    checkPictures(pixels, count);
  }

  #run(pixels, count, wantsNovelty) {
    this.#check(pixels, count);
    const { so_core_allocate: allocate, so_core_release: release, so_core_classify: classify, so_core_judge: judge, memory } = this.#wasm;
    const input = allocate(Math.max(pixels.length * 4, 4));
    const output = allocate(Math.max(count * (DIGITS + 1) * 4, 4)); // the novelty behind the probabilities
    try {
      if (!input || !output) throw new RangeError('not enough memory for so many images at once');
      const novelty = output + count * DIGITS * 4;
      new Float32Array(memory.buffer, input, pixels.length).set(pixels);
      if (wantsNovelty) judge(this.#handle, input, count, output, novelty);
      else classify(this.#handle, input, count, output);
      return wantsNovelty ? new Float32Array(memory.buffer, novelty, count).slice() : new Float32Array(memory.buffer, output, count * DIGITS).slice();
    } finally {
      release(input);
      release(output);
    }
  }

  free() {
    if (this.#handle) this.#wasm.so_core_unload(this.#handle);
    this.#handle = 0;
  }
}

class Core {
  #wasm;
  constructor(wasm) { this.#wasm = wasm; }

  // bytes: ArrayBuffer, Uint8Array, Buffer or any other view. Throws when it is no weights file.
  load(bytes) {
    const view = ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : null;
    if (!view) throw new TypeError('load() takes the bytes of a weights file, as ArrayBuffer or Uint8Array; loadFrom() takes an address');
    const place = this.#wasm.so_core_allocate(Math.max(view.length, 1));
    if (!place) throw new RangeError('not enough memory for this weights file');
    new Uint8Array(this.#wasm.memory.buffer, place, view.length).set(view);
    const handle = this.#wasm.so_core_load(place, view.length);
    this.#wasm.so_core_release(place);
    if (!handle) throw new Error(this.#errorText());
    return new Network(this.#wasm, handle);
  }

  // url: of a weights file.
  async loadFrom(url) {
    return this.load(await bytesAt(url));
  }

  #errorText() {
    const bytes = new Uint8Array(this.#wasm.memory.buffer, this.#wasm.so_core_error());
    return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
  }
}

// wasmBinary: the bytes of second-opinion-core.wasm, where neither fetch nor the file system reaches them.
export async function createCore({ wasmBinary } = {}) {
  const module = await (wasmBinary ? WebAssembly.compile(wasmBinary) : compile(new URL(WASM_NAME, import.meta.url)));
  const instance = await WebAssembly.instantiate(module, stubImports(module, () => {}));
  instance.exports._initialize?.();
  return new Core(instance.exports);
}

export default createCore;
