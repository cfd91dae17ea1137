/** The inference core of Second Opinion: networks that read 28×28 pictures of digits, in browsers and in Node. */

/** A network in WebAssembly's memory. */
export interface Network {
  /**
   * @param pixels count×784 numbers, row by row, each 0 (paper) to 1 (ink); grey paper is taken away
   * @param count pictures; left out, it follows from the pixels
   * @returns count×10 probabilities of the digits 0 to 9; each ten sum to 1
   * @throws RangeError when there are more or fewer pixels than that, or one is outside 0..1; Error after free()
   */
  classify(pixels: ArrayLike<number>, count?: number): Float32Array;
  /**
   * How unlike a digit each picture is: above 0.5, it probably is none.
   * @returns count numbers in 0..1, or null where the weights file cannot say
   */
  novelty(pixels: ArrayLike<number>, count?: number): Float32Array | null;
  /** Gives the memory back; the network is then of no use. May be called twice. */
  free(): void;
}

export interface Core {
  /** @param bytes a whole .weights file. @throws Error that says what is wrong with it */
  load(bytes: ArrayBuffer | ArrayBufferView): Network;
  /** Fetches a .weights file, or reads it where Node is given a file's address. */
  loadFrom(url: string | URL): Promise<Network>;
}

export interface CoreOptions {
  /** The bytes of second-opinion-core.wasm, where they cannot be read from beside the module. */
  wasmBinary?: ArrayBuffer | ArrayBufferView;
}

/** What loadFrom reads: the bytes at an address, which may begin at the page or, in Node, at the working folder. */
export function bytesAt(url: string | URL): Promise<ArrayBuffer | ArrayBufferView>;
/** @throws RangeError when the pixels are not count pictures, as classify does */
export function checkPictures(pixels: ArrayLike<number>, count: number): void;
export function createCore(options?: CoreOptions): Promise<Core>;
export default createCore;
