// A described network (inference_networks.cpp) as TensorFlow.js operations, with
// whatever it fuses. Layouts agree: channels last, weights inputs × outputs.

const EPSILON = 1e-5;

const padding = (layer) =>
  layer.padding === 0
    ? 'valid'
    : [
        [0, 0],
        [layer.padding, layer.padding],
        [layer.padding, layer.padding],
        [0, 0],
      ];

function layerNorm(tf, x, scale, shift) {
  const mean = tf.mean(x, -1, true);
  const centred = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centred), -1, true);
  return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, EPSILON))), scale), shift);
}

const gelu = (tf, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));

// x·W + b over the last axis.
function dense(tf, x, weight, bias, activation = 'linear') {
  const rows = x.reshape([-1, weight.shape[0]]);
  return tf.fused
    .matMul({ a: rows, b: weight, bias, activation })
    .reshape([...x.shape.slice(0, -1), weight.shape[1]]);
}

function attention(tf, x, heads, [qkvWeight, qkvBias, outputWeight, outputBias]) {
  const [batch, tokens, width] = x.shape;
  const qkv = dense(tf, x, qkvWeight, qkvBias)
    .reshape([batch, tokens, 3, heads, width / heads])
    .transpose([2, 0, 3, 1, 4]);
  const [queries, keys, values] = tf.unstack(qkv);
  const scores = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(width / heads));
  const context = tf
    .matMul(tf.softmax(scores), values)
    .transpose([0, 2, 1, 3])
    .reshape([batch, tokens, width]);
  return dense(tf, context, outputWeight, outputBias);
}

// One function per kind of layer: it takes the values x, the parameters p and whether a ReLU
// follows that it can take along, and returns the new values.
const OPERATIONS = {
  linear: (tf, x, p, layer, relu) =>
    dense(
      tf,
      layer.flatten ? x.reshape([x.shape[0], -1]) : x,
      p[0],
      p[1],
      relu ? 'relu' : 'linear',
    ),
  convolution: (tf, x, p, layer, relu) =>
    tf.fused.conv2d({
      x,
      filter: p[0],
      strides: layer.stride,
      pad: padding(layer),
      bias: p[1],
      activation: relu ? 'relu' : 'linear',
    }),
  patch_embedding: (tf, x, p, layer) => {
    const patches = OPERATIONS.convolution(tf, x, p, layer, false);
    return patches.reshape([x.shape[0], -1, layer.units]);
  },
  relu: (tf, x) => tf.relu(x),
  gelu: (tf, x) => gelu(tf, x),
  sigmoid: (tf, x) => tf.sigmoid(x),
  dropout: (tf, x) => x,
  max_pool: (tf, x, p, layer) => tf.maxPool(x, layer.kernel, layer.stride, 'valid'),
  average_pool: (tf, x, p, layer) => tf.avgPool(x, layer.kernel, layer.stride, 'valid'),
  global_average_pool: (tf, x) => tf.mean(x, x.rank === 4 ? [1, 2] : 1),
  global_max_pool: (tf, x) => tf.max(x, x.rank === 4 ? [1, 2] : 1),
  global_average_max_pool: (tf, x) =>
    tf.concat([OPERATIONS.global_average_pool(tf, x), OPERATIONS.global_max_pool(tf, x)], 1),
  layer_norm: (tf, x, p) => layerNorm(tf, x, p[0], p[1]),
  position_embedding: (tf, x, p) => tf.add(x, p[0]),
  class_token: (tf, x, p) =>
    tf.concat([tf.tile(p[0].reshape([1, 1, -1]), [x.shape[0], 1, 1]), x], 1),
  first_token: (tf, x) => tf.slice(x, [0, 0, 0], [-1, 1, -1]).reshape([x.shape[0], -1]),
  attention: (tf, x, p, layer) => attention(tf, x, layer.heads, p),
};

function parametersOf(tf, layer, values) {
  return layer.parameters.map(({ rows, columns, offset }, which) => {
    const data = values.subarray(offset, offset + rows * columns);
    const filter =
      which === 0 && (layer.kind === 'convolution' || layer.kind === 'patch_embedding');
    if (filter)
      return tf.tensor4d(data, [layer.kernel, layer.kernel, rows / layer.kernel ** 2, columns]);
    return rows === 1 ? tf.tensor1d(data) : tf.tensor2d(data, [rows, columns]);
  });
}

// Makes a function from n×784 floats to n×10 probabilities out of NAME.json (described) and
// NAME.bin as a Float32Array (values).
export function tfjsClassifier(tf, described, values) {
  const { layers } = described;
  const parameters = layers.map((layer) => parametersOf(tf, layer, values));
  const takesRelu = (i) =>
    ['linear', 'convolution'].includes(layers[i].kind) && layers[i + 1]?.kind === 'relu';
  const forward = (pixels, count) =>
    tf.tidy(() => {
      let x = tf.div(
        tf.sub(tf.tensor4d(pixels, [count, 28, 28, 1]), described.mean),
        described.deviation,
      );
      const residuals = [];
      for (let i = 0; i < layers.length; ++i) {
        const { kind } = layers[i];
        if (kind === 'residual_begin') residuals.push(x);
        else if (kind === 'residual_end') x = tf.add(x, residuals.pop());
        else {
          x = OPERATIONS[kind](tf, x, parameters[i], layers[i], takesRelu(i));
          if (takesRelu(i)) ++i;
        }
      }
      return tf.softmax(tf.div(x, described.temperature));
    });
  return async (pixels, count) => {
    const output = forward(pixels, count);
    const probabilities = output.dataSync();
    output.dispose();
    return probabilities;
  };
}
