// Covers native_trainer/export/onnx_*: networks that are exported and run by ONNX Runtime (its
// WebAssembly build) give the trainer's own probabilities.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { COUNT, assertClose, forEveryNetwork, pixels } from '../../support/exported_networks.mjs';

ort.env.wasm.numThreads = 1;

const run = async (session, values, count) =>
  (await session.run({ images: new ort.Tensor('float32', values, [count, 1, 28, 28]) }))
    .probabilities;

forEveryNetwork('ONNX Runtime', 'onnx', async (file, expected) => {
  const session = await ort.InferenceSession.create(readFileSync(file));
  const answer = await run(session, pixels, COUNT);
  assert.deepEqual(answer.dims, [COUNT, 10]);
  assertClose(answer.data, expected);
  // The size of the batch is left open in the exported file.
  assertClose((await run(session, pixels.subarray(0, 784), 1)).data, expected.slice(0, 10));
  await session.release();
});
