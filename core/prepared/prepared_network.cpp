// Runs the steps one after the other; how many layers each of them stands for was decided by
// prepared_plan.cpp.
#include "core/prepared/prepared_network.hpp"

#include <algorithm>

#include "core/base/eigen_maps.hpp"
#include "core/layers/activations.hpp"
#include "core/layers/normalization.hpp"
#include "core/prepared/prepared_attention.hpp"

namespace second_opinion {
namespace {

// What a pass over some images may read and write per layer; beside weights in a 1 MB L2 and a
// share of L3.
constexpr int kPassFloats = 192 * 1024;
constexpr int kMostImages = 16;
// Rows of a product whose GELU follows while they are in the first cache.
constexpr int kGeluRows = 48;

// One step at work on a batch: a function for every kind of step.
struct StepRun {
  const PreparedStep& step;
  const Tensor& in;
  Tensor& out;
  PreparedBuffers& buffers;
  const Tensor& images;

  void operator()(const ConvolutionStep& s) const {
    packed_convolution_forward(in, s.shape, s.weight, s.bias, s.clamp, out);
  }

  void operator()(const WinogradStep& s) const {
    winograd_forward(in, s.weights, s.bias, s.ending, out);
  }

  void operator()(const LinearStep& s) const {
    make_room();
    const int rows = s.flatten ? in.shape.batch : row_count();
    const int from = s.flatten ? step.input.features() : in_stride(), to = out_stride();
    const Store store = step.accumulate ? Store::kAccumulate : Store::kOverwrite;
    const int at_once = s.gelu ? kGeluRows : rows;
    for (int first = 0; first < rows; first += at_once) {
      const int count = std::min(at_once, rows - first);
      float* const block = out.data() + static_cast<std::size_t>(first) * to;
      gemm(in.data() + static_cast<std::size_t>(first) * from, from, count, s.weight, s.bias, store,
           block, to, s.clamp);
      if (s.gelu) gelu_in_place(block, static_cast<std::size_t>(count) * to);
    }
  }

  void operator()(const AttentionStep& s) const {
    make_room();
    run_attention(s, step, in, buffers, out.data(), out_stride());
  }

  void operator()(const LayerNormStep& s) const {
    make_room();
    layer_norm_rows(in.data(), static_cast<std::size_t>(in_stride()),
                    static_cast<std::size_t>(row_count()), s.scale, s.shift, out.data());
  }

  void operator()(const FirstTokenStep&) const {
    make_room();
    const int stride =
        step.first_only && !step.from_sparse ? step.input.channels : step.input.features();
    for (int image = 0; image < in.shape.batch; ++image) {
      std::copy_n(in.data() + static_cast<std::size_t>(image) * stride, step.output.channels,
                  out.row(static_cast<std::size_t>(image)));
    }
  }

  void operator()(const AddStep& s) const {
    const Tensor& other =
        s.other == kImages ? images : buffers.tensors[static_cast<std::size_t>(s.other)];
    out.resize(in.shape);
    rows_of(out) = rows_of(in) + rows_of(other);
  }

  void operator()(const PlainStep& s) const {
    const auto& p = s.parameters;
    LayerCall call{{p[0], p[1], p[2], p[3]}, in, out, buffers.plain};
    std::visit([&](const auto& kind) { kind.forward(call); }, s.layer);
  }

  // One row per position, per image where only the first is wanted.
  int row_count() const { return in.shape.batch * (step.first_only ? 1 : step.input.positions()); }
  // From one row to the next: a sparse buffer keeps the room of all positions.
  int in_stride() const { return step.from_sparse ? step.input.features() : step.input.channels; }
  int out_stride() const { return step.to_sparse ? step.output.features() : step.output.channels; }

  void make_room() const {
    if (step.accumulate) return;
    const Shape& shape = step.output;
    if (step.first_only && !step.to_sparse)
      out.resize({in.shape.batch, 1, 1, shape.channels});
    else
      out.resize({in.shape.batch, shape.height, shape.width, shape.channels});
  }
};

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
    Tensor& out = buffers.tensors[static_cast<std::size_t>(step.to)];
    std::visit(StepRun{step, tensor(step.from), out, buffers, images}, step.work);
  }
  return {tensor(plan_.logits), tensor(plan_.last_layer_input)};
}

}  // namespace second_opinion
