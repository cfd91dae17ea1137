#include "core/network/plain_layer.hpp"

#include "core/layers/activations.hpp"
#include "core/layers/convolution.hpp"
#include "core/layers/embedding.hpp"
#include "core/layers/linear.hpp"
#include "core/layers/normalization.hpp"
#include "core/layers/pooling.hpp"

namespace second_opinion {
namespace {

void copy(const Tensor& input, Tensor& output) {
  output.shape = input.shape;
  output.values.assign(input.values.begin(), input.values.end());
}

}  // namespace

LayerParameters layer_parameters(const Network& network, const LayerPlan& layer) {
  LayerParameters all;
  for (int i = 0; i < layer.parameter_count; ++i) {
    all[static_cast<std::size_t>(i)] =
        network.parameters[static_cast<std::size_t>(layer.first_parameter + i)].values;
  }
  return all;
}

void run_plain_layer(const LayerSpec& s, const LayerParameters& p, const Tensor& in, Tensor& out) {
  switch (s.kind) {
    case LayerKind::kLinear:
      return linear_forward(in, s.units, s.flatten, p[0], p[1], out);
    case LayerKind::kConvolution:
      return convolution_forward(in, {s.units, s.kernel, s.stride, s.padding}, p[0], p[1], out);
    case LayerKind::kBatchNorm:
      return batch_norm_forward(in, p[0], p[1], p[2], p[3], out);
    case LayerKind::kLayerNorm:
      return layer_norm_forward(in, p[0], p[1], out);
    case LayerKind::kRelu:
      return relu_forward(in, out);
    case LayerKind::kGelu:
      return gelu_forward(in, out);
    case LayerKind::kSigmoid:
      return sigmoid_forward(in, out);
    case LayerKind::kMaxPool:
      return max_pool_forward(in, s.kernel, s.stride, out);
    case LayerKind::kAveragePool:
      return average_pool_forward(in, s.kernel, s.stride, out);
    case LayerKind::kGlobalAveragePool:
      return global_average_pool_forward(in, out);
    case LayerKind::kGlobalMaxPool:
      return global_max_pool_forward(in, out);
    case LayerKind::kGlobalAverageMaxPool:
      return global_average_max_pool_forward(in, out);
    case LayerKind::kPatchEmbedding:
      return convolution_forward(in, {s.units, s.kernel, patch_pitch(s), s.padding}, p[0], p[1],
                                 out);
    case LayerKind::kPositionEmbedding:
      return position_embedding_forward(in, p[0], out);
    case LayerKind::kClassToken:
      return class_token_forward(in, p[0], out);
    case LayerKind::kFirstToken:
      return first_token_forward(in, out);
    case LayerKind::kDropout:
    case LayerKind::kResidualBegin:
    case LayerKind::kResidualEnd:
    case LayerKind::kAttention:
      return copy(in, out);
  }
}

}  // namespace second_opinion
