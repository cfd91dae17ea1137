// The inference core for browsers and Node, without the page. second-opinion-core.d.mts has the
// types.
//   const core = await createCore();
//   const network = core.load(bytes);         // a .weights file; or await core.loadFrom(url)
//   network.classify(pixels, count);          // count×784 numbers in 0..1, 1 = ink → count×10
//   network.novelty(pixels, count);           // how unlike a digit: count numbers in 0..1, or null
//   network.classify(core.fromImageData(d));  // d: the ImageData of a 28×28 canvas
//   network.free();
// Knows no CSV and no picture format. Everything that is refused throws an Error whose message says
// what came and what is needed. One file, so that it can be copied with its .wasm alone.

const WASM_NAME = 'second-opinion-core.wasm';
const SIDE = 28;
const PIXELS = SIDE * SIDE;
const DIGITS = 10;

// What an http(s), blob or data address answers.
async function ask(url) {
  const answer = await fetch(url).catch((error) => {
    throw new Error(`${url} cannot be fetched: ${error.message}`);
  });
  if (!answer.ok) {
    throw new Error(`${url} cannot be fetched: ${answer.status} ${answer.statusText}`);
  }
  return answer;
}

// The bytes there, or, in Node, of a file.
async function read(url) {
  if (url.protocol !== 'file:') return (await ask(url)).arrayBuffer();
  const { readFile } = await import('node:fs/promises');
  return readFile(url);
}

// The bytes at an address; a relative one begins at the page, in Node at the working folder.
export const bytesAt = async (url) =>
  read(new URL(url, globalThis.document?.baseURI ?? `file://${globalThis.process.cwd()}/`));

// A value that somebody gave, in words: "an ImageData of 28×28", "a string".
function inWords(value) {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  const kind = value.constructor?.name || 'object';
  const size = value.width >= 0 && value.height >= 0 ? ` of ${value.width}×${value.height}` : '';
  return `${/^[aeio]/i.test(kind) ? 'an' : 'a'} ${kind}${size}`;
}

const isImageData = (value) => ArrayBuffer.isView(value?.data) && value.width >= 0;

// What to do with a value that is no list of numbers; nothing for a list of whatever it may be.
function wayToPixels(value) {
  if (isImageData(value)) return 'give core.fromImageData(imageData)';
  const drawn = value?.getContext || value?.canvas || value?.width >= 0;
  if (drawn) {
    return (
      'draw it into a canvas of 28×28 and give ' +
      'core.fromImageData(canvas.getContext("2d").getImageData(0, 0, 28, 28))'
    );
  }
  if (value instanceof ArrayBuffer) return 'give a view of it, new Float32Array(buffer)';
  if (value instanceof Uint8ClampedArray) {
    return (
      'these are the red, green, blue and opacity of a canvas: give ' +
      'core.fromImageData(imageData)'
    );
  }
  const isList = typeof value === 'object' && Number.isInteger(value?.length);
  return isList ? null : 'give a Float32Array or an array of numbers';
}

// The pixels of count pictures whose every fourth number is the opacity of a canvas.
function looksLikeCanvas(pixels) {
  if (pixels.length === 0 || pixels.length % (4 * PIXELS) !== 0) return false;
  const full = pixels[3];
  if (full !== 1 && full !== 255) return false;
  let otherwise = false;
  for (let i = 0; i < pixels.length; i += 4) {
    const [red, green, blue, opacity] = [pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]];
    if (opacity !== full || red !== green || green !== blue) return false;
    otherwise ||= red !== full;
  }
  return otherwise;
}

// Throws for what is no list of pixels: a canvas, a nested array, words.
function checkList(pixels) {
  const needed = `${PIXELS} numbers for each picture, row by row, from 0 (paper) to 1 (ink)`;
  const way = wayToPixels(pixels);
  if (way) throw new TypeError(`${inWords(pixels)} came; ${needed}, are needed: ${way}`);
  if (pixels.length > 0 && typeof pixels[0] === 'object' && pixels[0]?.length >= 0) {
    throw new TypeError(
      `${inWords(pixels)} came, whose first item is ${inWords(pixels[0])}; ` +
        `${needed}, are needed: pixels.flat(Infinity) takes the nesting away`,
    );
  }
  if (looksLikeCanvas(pixels)) {
    throw new TypeError(
      `${pixels.length} numbers came whose every fourth is ${pixels[3]}: red, ` +
        `green, blue and opacity of a canvas; ${needed}, are needed: give ` +
        'core.fromImageData(imageData)',
    );
  }
}

// Throws a TypeError for what is no list of pixels, a RangeError for pixels that are not `count`
// pictures; without a count, as many as the pixels give. Returns the count.
export function checkPictures(pixels, count) {
  checkList(pixels);
  const pictures = count ?? pixels.length / PIXELS;
  if (count === undefined && !Number.isInteger(pictures)) {
    throw new RangeError(`${pixels.length} pixels came; each image needs ${PIXELS}`);
  }
  if (!Number.isInteger(pictures) || pictures < 0 || pixels.length !== pictures * PIXELS) {
    throw new RangeError(
      `${pictures} images need ${pictures * PIXELS} pixels; there are ${pixels.length}`,
    );
  }
  for (let i = 0; i < pixels.length; ++i) {
    if (typeof pixels[i] === 'number' && pixels[i] >= 0 && pixels[i] <= 1) continue;
    if (typeof pixels[i] !== 'number') {
      throw new TypeError(`pixel ${i} is ${inWords(pixels[i])}, not a number from 0 to 1`);
    }
    const bytes = pixels[i] > 1 && pixels[i] <= 255 ? '; divide bytes by 255' : '';
    throw new RangeError(`pixel ${i} is ${pixels[i]}; each must be 0 (paper) to 1 (ink)${bytes}`);
  }
  return pictures;
}

// Throws for what is not the pixels of a canvas of 28×28.
function checkImageData(imageData) {
  const needed = `an ImageData of ${SIDE}×${SIDE} is needed`;
  if (!isImageData(imageData)) {
    throw new TypeError(
      `${inWords(imageData)} came; ${needed}: ` + 'context.getImageData(0, 0, 28, 28) gives it',
    );
  }
  const { width, height, data } = imageData;
  if (width !== SIDE || height !== SIDE) {
    throw new RangeError(
      `an ImageData of ${width}×${height} came; ${needed}: draw the canvas into ` +
        'a smaller one with drawImage(canvas, 0, 0, 28, 28) first',
    );
  }
  if (data.BYTES_PER_ELEMENT !== 1 || data.length !== 4 * PIXELS) {
    throw new TypeError(
      `an ImageData with ${inWords(data)} of ${data.length} came; ${needed}, with ` +
        `${4 * PIXELS} bytes: red, green, blue and opacity of each pixel`,
    );
  }
}

// Compiled while it arrives, where the server calls it WebAssembly; not every host does.
async function compile(url) {
  if (url.protocol === 'file:') return WebAssembly.compile(await read(url));
  const answer = await ask(url);
  return answer.headers.get('content-type') === 'application/wasm'
    ? WebAssembly.compileStreaming(answer)
    : WebAssembly.compile(await answer.arrayBuffer());
}

// The core writes no files and prints nothing; what the compiler's library imports for that
// answers "no".
function stubImports(module) {
  const imports = {};
  for (const { module: space, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind !== 'function') {
      throw new Error(`${WASM_NAME} wants an unknown import: ${space}.${name}`);
    }
    imports[space] ??= {};
    imports[space][name] =
      name === 'proc_exit'
        ? (code) => {
            throw new Error(`the core stopped with code ${code}`);
          }
        : () => 52; // ENOSYS; growing memory asks for no answer
  }
  return imports;
}

class Network {
  #wasm;
  #handle;
  constructor(wasm, handle) {
    this.#wasm = wasm;
    this.#handle = handle;
  }

  // count×10 probabilities.
  classify(pixels, count) {
    return this.#run(pixels, this.#check(pixels, count), false);
  }

  // How unlike a digit each picture is, above 0.5: probably none. Null when the weights cannot say.
  novelty(pixels, count) {
    const pictures = this.#check(pixels, count);
    const known = this.#wasm.so_core_knows_novelty(this.#handle);
    return known ? this.#run(pixels, pictures, true) : null;
  }

  #check(pixels, count) {
    if (!this.#handle) throw new Error('this network was freed');
    return checkPictures(pixels, count);
  }

  #run(pixels, count, wantsNovelty) {
    const wasm = this.#wasm;
    const input = wasm.so_core_allocate(Math.max(pixels.length * 4, 4));
    // The novelty stands behind the probabilities.
    const output = wasm.so_core_allocate(Math.max(count * (DIGITS + 1) * 4, 4));
    try {
      if (!input || !output) throw new RangeError('not enough memory for so many images at once');
      const novelty = output + count * DIGITS * 4;
      new Float32Array(wasm.memory.buffer, input, pixels.length).set(pixels);
      if (wantsNovelty) wasm.so_core_judge(this.#handle, input, count, output, novelty);
      else wasm.so_core_classify(this.#handle, input, count, output);
      // The memory may have grown: its buffer is another now.
      const answer = wantsNovelty
        ? new Float32Array(wasm.memory.buffer, novelty, count)
        : new Float32Array(wasm.memory.buffer, output, count * DIGITS);
      return answer.slice();
    } finally {
      wasm.so_core_release(input);
      wasm.so_core_release(output);
    }
  }

  free() {
    if (this.#handle) this.#wasm.so_core_unload(this.#handle);
    this.#handle = 0;
  }
}

class Core {
  #wasm;
  constructor(wasm) {
    this.#wasm = wasm;
  }

  // bytes: ArrayBuffer, Uint8Array, Buffer or any other view. Throws when it is no weights file.
  load(bytes) {
    const view = ArrayBuffer.isView(bytes)
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : bytes instanceof ArrayBuffer
        ? new Uint8Array(bytes)
        : null;
    if (!view) {
      throw new TypeError(
        `${inWords(bytes)} came; load() takes the bytes of a weights file, as ` +
          'ArrayBuffer or Uint8Array; loadFrom() takes an address',
      );
    }
    const place = this.#put(view, 'this weights file');
    const handle = this.#wasm.so_core_load(place, view.length);
    this.#wasm.so_core_release(place);
    if (!handle) throw new Error(this.#errorText());
    return new Network(this.#wasm, handle);
  }

  // url: of a weights file.
  async loadFrom(url) {
    return this.load(await bytesAt(url));
  }

  // The 784 pixels of a 28×28 canvas, as classify() takes them: grey, bright ink on black.
  fromImageData(imageData) {
    checkImageData(imageData);
    const rgba = this.#put(imageData.data, 'this picture');
    const pixels = this.#put(new Uint8Array(4 * PIXELS), 'this picture');
    this.#wasm.so_core_from_canvas(rgba, pixels);
    const answer = new Float32Array(this.#wasm.memory.buffer, pixels, PIXELS).slice();
    this.#wasm.so_core_release(rgba);
    this.#wasm.so_core_release(pixels);
    return answer;
  }

  // Bytes into the core's memory; the place is the caller's to release.
  #put(bytes, what) {
    const place = this.#wasm.so_core_allocate(Math.max(bytes.length, 1));
    if (!place) throw new RangeError(`not enough memory for ${what}`);
    new Uint8Array(this.#wasm.memory.buffer, place, bytes.length).set(bytes);
    return place;
  }

  #errorText() {
    const bytes = new Uint8Array(this.#wasm.memory.buffer, this.#wasm.so_core_error());
    return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
  }
}

// wasmBinary: the bytes of second-opinion-core.wasm, where neither fetch nor the file system
// reaches them.
export async function createCore({ wasmBinary } = {}) {
  const module = await (wasmBinary
    ? WebAssembly.compile(wasmBinary)
    : compile(new URL(WASM_NAME, import.meta.url)));
  const instance = await WebAssembly.instantiate(module, stubImports(module));
  instance.exports._initialize?.();
  return new Core(instance.exports);
}

export default createCore;
