/**
 * The inference core of Second Opinion: networks that read 28×28 pictures of digits, in browsers
 * and in Node.
 */

/** A network in WebAssembly's memory. */
export interface Network {
  /**
   * @param pixels count×784 numbers, row by row, each 0 (paper) to 1 (ink); the grey of the paper
   * is taken away
   * @param count pictures; left out, it follows from the pixels
   * @returns count×10 probabilities of the digits 0 to 9; each ten sum to 1
   * @throws TypeError for what is no list of numbers: a canvas, its bytes, nested arrays;
   * RangeError when there are more or fewer pixels than that, or one is outside 0..1;
   * Error after free()
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

/** What fromImageData needs of an ImageData; Node has no type of that name. */
export interface CanvasPixels {
  /** 28 */
  readonly width: number;
  /** 28 */
  readonly height: number;
  /** Red, green, blue and opacity, 0 to 255, of each pixel, row by row. */
  readonly data: Uint8ClampedArray | Uint8Array;
}

export interface Core {
  /** @param bytes a whole .weights file. @throws Error that says what is wrong with it */
  load(bytes: ArrayBuffer | ArrayBufferView): Network;
  /** Fetches a .weights file, or reads it where Node is given a file's address. */
  loadFrom(url: string | URL): Promise<Network>;
  /**
   * The pixels of a canvas as classify() takes them. Colours become grey. Where the canvas is clear
   * it counts as paper: white below dark ink, black below bright ink. Dark ink on bright paper is
   * turned over. Nothing is scaled or centred.
   * @param imageData of 28×28: context.getImageData(0, 0, 28, 28)
   * @returns 784 numbers in 0..1
   * @throws TypeError for what is no ImageData, RangeError for one of another size
   */
  fromImageData(imageData: CanvasPixels): Float32Array;
}

export interface CoreOptions {
  /** The bytes of second-opinion-core.wasm, where they cannot be read from beside the module. */
  wasmBinary?: ArrayBuffer | ArrayBufferView;
}

/**
 * What loadFrom reads: the bytes at an address, which may begin at the page or, in Node, at the
 * working folder.
 */
export function bytesAt(url: string | URL): Promise<ArrayBuffer | ArrayBufferView>;
/**
 * @returns how many pictures the pixels are
 * @throws TypeError or RangeError as classify does
 */
export function checkPictures(pixels: ArrayLike<number>, count?: number): number;
export function createCore(options?: CoreOptions): Promise<Core>;
export default createCore;
