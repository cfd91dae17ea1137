// The inference benchmark outside browsers: the same WebAssembly in Node, and the
// native programs, these on one thread.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pictures, timeOfCall } from './inference_engines.mjs';

const PATIENCE = 60_000;

// Makes the function that opens a WebAssembly runtime in a process of its own. work is the
// benchmark's folder, core the path of the core module.
export function nodeOpener(work, core) {
  return async (what) => {
    const child = fork(fileURLToPath(new URL('./inference_node_side.mjs', import.meta.url)), [
      work,
      core,
    ]);
    const name = `${what.engine} in Node, ${what.threads} threads, ${what.network}`;
    const ask = async (call, given) => {
      child.send({ call, given });
      const [{ result, error }] = await once(child, 'message', {
        signal: AbortSignal.timeout(PATIENCE),
      }).catch((fault) => {
        throw new Error(`${name}: no answer to "${call}": ${fault.message}`);
      });
      if (error) throw new Error(`${name}: ${error}`);
      return result;
    };
    const side = {
      answers: (count) => ask('answers', count),
      time: (count, milliseconds) => ask('time', [count, milliseconds]),
      processorSeconds: () => ask('processorSeconds'),
      close: () => child.kill('SIGKILL'), // runtimes keep threads alive
    };
    await ask('open', what).catch((error) => {
      side.close();
      throw error;
    });
    return side;
  };
}

// onnxruntime-node on one thread.
export async function openOnnxruntimeNode(work, network) {
  const ort = createRequire(resolve(work, 'package.json'))('onnxruntime-node');
  const session = await ort.InferenceSession.create(resolve(work, `networks/${network}.onnx`), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  });
  const classify = async (pixels, count) =>
    (await session.run({ images: new ort.Tensor('float32', pixels, [count, 1, 28, 28]) }))
      .probabilities.data;
  return {
    time: (count, milliseconds) => timeOfCall(classify, pictures(count), count, milliseconds),
    close: () => session.release(),
  };
}

// Our core, built natively: build/release/bin/inference_speed.
export async function openNative(program, work, network) {
  const child = spawn(program, [resolve(work, `networks/${network}.weights`)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line) => {
    child.stdin.write(`${line}\n`);
    return Number((await lines.next()).value);
  };
  const { value: kernels } = await lines.next();
  return {
    kernels,
    time: async (count) => 1000 * (await ask(count)),
    peak: () => ask('peak'),
    close: () => child.stdin.end(),
  };
}
