/**
 * The inference core of Second Opinion on several workers, for batches of pictures, in browsers and
 * in Node.
 */

/** A network, loaded by every worker of a pool. */
export interface PooledNetwork {
  /**
   * As Network.classify, the pictures shared out among the workers; the same bits. Rejects for what
   * that throws for.
   */
  classify(pixels: ArrayLike<number>, count?: number): Promise<Float32Array>;
  /** As Network.novelty. */
  novelty(pixels: ArrayLike<number>, count?: number): Promise<Float32Array | null>;
  /** Gives the memory back; the network is then of no use. May be called twice. */
  free(): Promise<void>;
}

export interface CorePool {
  /**
   * @param bytes a whole .weights file; every worker gets a copy. Rejects with an Error that says
   * what is wrong with it
   */
  load(bytes: ArrayBuffer | ArrayBufferView): Promise<PooledNetwork>;
  /** Fetches a .weights file, or reads it where Node is given a file's address. */
  loadFrom(url: string | URL): Promise<PooledNetwork>;
  /**
   * Ends the workers. What they had not finished is rejected, as is all that is asked later. Node
   * does not end as long as workers run.
   */
  close(): void;
}

export interface CorePoolOptions {
  /** 1 to 64; left out, as many as the machine has threads, at most 8. */
  workers?: number;
  /** The bytes of second-opinion-core.wasm, where they cannot be read from beside the module. */
  wasmBinary?: ArrayBuffer | ArrayBufferView;
}

/**
 * Rejects when a worker cannot start. A worker that stops later closes its pool: all that is asked
 * is rejected with the reason.
 */
export function createCorePool(options?: CorePoolOptions): Promise<CorePool>;
export default createCorePool;
