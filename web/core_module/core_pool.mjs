// The inference core on several workers, for batches; second-opinion-core-pool.d.mts has the types.
// No shared memory, so any static host will do: each worker has a core and a copy of the weights.
//   const pool = await createCorePool({ workers: 2 });
//   const network = await pool.load(bytes);                      // or await pool.loadFrom(url)
//   const probabilities = await network.classify(pixels, count); // the same bits as on one thread
//   pool.close();
// Pictures are cut into as many runs as there are workers. One at a time is faster without a pool.
import { bytesAt, checkPictures } from './second-opinion-core.mjs';

const PIXELS = 784;
const MOST_WORKERS = 64;

// → { post(message, transferred), stop() }. hear(message) and fail(error) are called as it happens.
async function startWorker(hear, fail) {
  const inBrowser = Boolean(globalThis.Worker);
  const { Worker } = inBrowser ? globalThis : await import('node:worker_threads');
  // Node would hand its own flags on, even those that make no sense for a file.
  const script = new URL('./second-opinion-core-worker.mjs', import.meta.url);
  const worker = new Worker(script, { type: 'module', execArgv: [] });
  const stopped = (why) => fail(new Error(`a worker of the pool stopped: ${why}`));
  if (inBrowser) {
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = ({ message }) => stopped(message || 'its script cannot be loaded');
  } else {
    worker.on('message', hear);
    worker.on('error', ({ message }) => stopped(message));
    worker.on('exit', (code) => stopped(`exit code ${code}`));
  }
  return {
    post: (message, transferred) => worker.postMessage(message, transferred),
    stop: () => worker.terminate(),
  };
}

class Pool {
  #workers = []; // { post, stop, waiting: Map of id → { resolve, reject } }
  #why = null; // an Error once the pool is closed
  #last = 0; // id of calls and networks

  static async start({ workers, ...options }) {
    const pool = new Pool();
    try {
      for (let i = 0; i < workers; ++i) await pool.#add();
      await pool.#all('start', options);
      return pool;
    } catch (error) {
      pool.close();
      throw error;
    }
  }

  async #add() {
    const waiting = new Map();
    const hear = ({ id, result, error }) => {
      const call = waiting.get(id);
      waiting.delete(id);
      if (error) call?.reject(new ({ RangeError, TypeError }[error.name] ?? Error)(error.message));
      else call?.resolve(result);
    };
    this.#workers.push({ waiting, ...(await startWorker(hear, (error) => this.#end(error))) });
  }

  #ask({ post, waiting }, call, given, transferred = []) {
    if (this.#why) return Promise.reject(this.#why);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      post({ id, call, ...given }, transferred);
      waiting.set(id, { resolve, reject });
    });
  }

  #all(call, given) {
    return Promise.all(this.#workers.map((worker) => this.#ask(worker, call, given)));
  }

  // Runs of pictures, each to the worker that has least to do; their answers in one.
  async #share(call, network, pixels, count) {
    const runs = Math.max(1, Math.min(count, this.#workers.length));
    const answers = await Promise.all(
      Array.from({ length: runs }, (_, i) => {
        const [from, to] = [i, i + 1].map((end) => Math.floor((count * end) / runs) * PIXELS);
        const run =
          pixels instanceof Float32Array
            ? pixels.slice(from, to)
            : Float32Array.from(Array.prototype.slice.call(pixels, from, to));
        const worker = this.#workers.reduce((best, other) =>
          other.waiting.size < best.waiting.size ? other : best,
        );
        return this.#ask(worker, call, { network, pixels: run }, [run.buffer]);
      }),
    );
    if (!answers[0]) return null; // novelty: these weights cannot say
    const together = new Float32Array(answers.reduce((sum, { length }) => sum + length, 0));
    answers.reduce((at, answer) => (together.set(answer, at), at + answer.length), 0);
    return together;
  }

  async load(bytes) {
    const network = ++this.#last;
    // A message takes the whole buffer behind a view along.
    const own = ArrayBuffer.isView(bytes)
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice()
      : bytes;
    const results = await Promise.allSettled(
      this.#workers.map((worker) => this.#ask(worker, 'load', { network, bytes: own })),
    );
    const failed = results.find(({ status }) => status === 'rejected');
    let freed = false;
    const free = async () => {
      if (freed) return;
      freed = true;
      if (!this.#why) await this.#all('free', { network });
    };
    if (failed) {
      await free().catch(() => {});
      throw failed.reason;
    }
    const run = (call) => async (pixels, count) => {
      if (freed) throw new Error('this network was freed');
      return this.#share(call, network, pixels, checkPictures(pixels, count));
    };
    return { classify: run('classify'), novelty: run('novelty'), free };
  }

  async loadFrom(url) {
    return this.load(await bytesAt(url));
  }

  close() {
    this.#end(new Error('this pool was closed'));
  }

  // What was asked and what will be is refused with this error, the first one.
  #end(error) {
    this.#why ??= error;
    for (const { waiting, stop } of this.#workers) {
      for (const { reject } of waiting.values()) reject(this.#why);
      waiting.clear();
      stop();
    }
  }
}

// As many as the machine can run at once, but no more than eight: each holds the weights.
async function usualWorkers() {
  const threads =
    globalThis.navigator?.hardwareConcurrency ?? (await import('node:os')).availableParallelism();
  return Math.min(threads, 8);
}

export async function createCorePool({ workers, wasmBinary } = {}) {
  const count = workers ?? (await usualWorkers());
  if (!Number.isInteger(count) || count < 1 || count > MOST_WORKERS) {
    throw new RangeError(`a pool has 1 to ${MOST_WORKERS} workers, not ${count}`);
  }
  return Pool.start({ workers: count, wasmBinary });
}

export default createCorePool;
