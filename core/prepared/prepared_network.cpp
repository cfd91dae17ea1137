#include "core/prepared/prepared_network.hpp"

#include <algorithm>

#include "core/base/eigen_maps.hpp"
#include "core/layers/activations.hpp"
#include "core/layers/normalization.hpp"
#include "core/network/plain_layer.hpp"
#include "core/prepared/prepared_attention.hpp"

namespace second_opinion {
namespace {

// What a pass over some images may read and write per layer; beside weights in a 1 MB L2 and a
// share of L3.
constexpr int kPassFloats = 192 * 1024;
constexpr int kMostImages = 16;
// Rows of a product whose GELU follows while they are in the first cache.
constexpr int kGeluRows = 48;

// One row per position, per image where only the first is wanted.
int row_count(const PreparedStep& step, int batch) {
  return batch * (step.first_only || step.layer.flatten ? 1 : step.input.positions());
}

// From one row to the next: a sparse buffer keeps the room of all positions.
int in_stride(const PreparedStep& step) {
  return step.from_sparse || step.layer.flatten ? step.input.features() : step.input.channels;
}

int out_stride(const PreparedStep& step) {
  return step.to_sparse ? step.output.features() : step.output.channels;
}

Shape out_shape(const PreparedStep& step, int batch) {
  const Shape& out = step.output;
  if (step.first_only && !step.to_sparse) return {batch, 1, 1, out.channels};
  return {batch, out.height, out.width, out.channels};
}

void linear(const PreparedStep& step, const float* in, int rows, float* out) {
  const Store store = step.accumulate ? Store::kAccumulate : Store::kOverwrite;
  const Clamp clamp = step.relu ? Clamp::kRelu : Clamp::kNone;
  const int from = in_stride(step), to = out_stride(step);
  if (!step.gelu)
    return gemm(in, from, rows, step.weight, step.parameters[1], store, out, to, clamp);
  for (int first = 0; first < rows; first += kGeluRows) {
    const int count = std::min(kGeluRows, rows - first);
    float* const block = out + static_cast<std::size_t>(first) * to;
    gemm(in + static_cast<std::size_t>(first) * from, from, count, step.weight, step.parameters[1],
         store, block, to, clamp);
    gelu_in_place(block, static_cast<std::size_t>(count) * to);
  }
}

void first_token(const PreparedStep& step, const Tensor& in, Tensor& out) {
  const int stride =
      step.first_only && !step.from_sparse ? step.input.channels : step.input.features();
  for (int image = 0; image < in.shape.batch; ++image) {
    std::copy_n(in.data() + static_cast<std::size_t>(image) * stride, step.output.channels,
                out.row(static_cast<std::size_t>(image)));
  }
}

// added: the other operand of kAdd.
void run_step(const PreparedStep& step, const Tensor& in, const Tensor& added,
              PreparedBuffers& buffers, Tensor& out) {
  const int batch = in.shape.batch;
  const LayerSpec& s = step.layer;
  const auto& p = step.parameters;
  switch (step.kind) {
    case StepKind::kConvolution:
      return packed_convolution_forward(in, {s.units, s.kernel, s.stride, s.padding}, step.weight,
                                        p[1], step.relu ? Clamp::kRelu : Clamp::kNone, out);
    case StepKind::kWinograd:
      return winograd_forward(in, step.winograd, p[1], {step.relu, step.pool}, out);
    case StepKind::kPlain:
      return run_plain_layer(s, {p[0], p[1], p[2], p[3]}, in, out);
    case StepKind::kAdd:
      out.resize(in.shape);
      rows_of(out) = rows_of(in) + rows_of(added);
      return;
    default:
      break;
  }
  if (!step.accumulate) out.resize(out_shape(step, batch));
  switch (step.kind) {
    case StepKind::kLinear:
      return linear(step, in.data(), row_count(step, batch), out.data());
    case StepKind::kAttention:
      return run_attention(step, in, buffers, out.data(), out_stride(step));
    case StepKind::kLayerNorm:
      return layer_norm_rows(in.data(), static_cast<std::size_t>(in_stride(step)),
                             static_cast<std::size_t>(row_count(step, batch)), p[0], p[1],
                             out.data());
    default:
      return first_token(step, in, out);
  }
}

}  // namespace

PreparedNetwork::PreparedNetwork(const Network& network) : plan_(prepare_plan(network)) {
  int most = 1;
  for (const PreparedStep& step : plan_.steps)
    most = std::max(most, step.input.features() + step.output.features());
  images_at_once_ = std::clamp(kPassFloats / most, 1, kMostImages);
}

PreparedAnswer PreparedNetwork::run(const Tensor& images, PreparedBuffers& buffers) const {
  buffers.tensors.resize(static_cast<std::size_t>(plan_.buffers));
  const auto tensor = [&](int buffer) -> const Tensor& {
    return buffer == kImages ? images : buffers.tensors[static_cast<std::size_t>(buffer)];
  };
  for (const PreparedStep& step : plan_.steps) {
    run_step(step, tensor(step.from), tensor(step.added), buffers,
             buffers.tensors[static_cast<std::size_t>(step.to)]);
  }
  return {tensor(plan_.logits), tensor(plan_.last_layer_input)};
}

}  // namespace second_opinion
