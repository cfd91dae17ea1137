// Shapes and parameters of a described network, worked out and checked layer by
// layer. The only place that knows what each kind of layer asks for.
#include <algorithm>
#include <cassert>
#include <cstdint>

#include "core/image/digit_image.hpp"
#include "core/layers/convolution.hpp"
#include "core/layers/pooling.hpp"
#include "core/network/network.hpp"

namespace second_opinion {
namespace {

std::string shape_text(const Shape& shape) {
  return std::to_string(shape.height) + " × " + std::to_string(shape.width) + " × " +
         std::to_string(shape.channels);
}

// Collects the plan; every check that fails leaves one sentence in `fault`.
class Planner {
 public:
  Result<NetworkPlan, std::string> plan(const NetworkSpec& spec) {
    if (spec.layers.empty()) return Failure{std::string("the network has no layers")};
    if (static_cast<int>(spec.layers.size()) > kMaxLayers)
      return Failure{std::string("the network has more than 256 layers")};
    shape_ = {1, kImageSide, kImageSide, 1};
    for (const LayerSpec& layer : spec.layers) {
      add(layer);
      if (!fault_.empty()) return Failure{prefix() + fault_};
    }
    if (!residuals_.empty()) return Failure{std::string("a residual begins and never ends")};
    if (!(shape_ == Shape{1, 1, 1, kDigitCount})) {
      return Failure{"the network ends with " + shape_text(shape_) +
                     " values; 1 × 1 × 10 are needed"};
    }
    return std::move(plan_);
  }

 private:
  std::string prefix() const {
    const LayerSpec& spec = plan_.layers.back().spec;
    return "layer " + std::to_string(plan_.layers.size() - 1) + " (" +
           std::string(layer_kind_name(spec.kind)) + "): ";
  }

  void require(bool condition, const std::string& fault) {
    if (!condition && fault_.empty()) fault_ = fault;
  }

  void parameter(const char* name, ParameterRole role, int rows, int columns) {
    const int layer = static_cast<int>(plan_.layers.size()) - 1;
    // 64 bits: in the browser size_t has 32, and 65,536 × 65,536 would wrap to 0.
    const std::uint64_t count =
        static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns);
    const std::string full = std::to_string(layer) + "." +
                             std::string(layer_kind_name(plan_.layers.back().spec.kind)) + "." +
                             name;
    plan_.parameters.push_back({full, role, layer, rows, columns, {}});
    const bool learned =
        role != ParameterRole::kRunningMean && role != ParameterRole::kRunningVariance;
    if (learned) plan_.parameter_total += static_cast<std::size_t>(count);
    stored_ += count;
    require(stored_ <= kMaxParameters,
            "more than " + std::to_string(kMaxParameters) + " parameters");
  }

  void weight_and_bias(int inputs, int outputs, bool bias) {
    parameter("weight", ParameterRole::kWeight, inputs, outputs);
    if (bias) parameter("bias", ParameterRole::kBias, 1, outputs);
  }

  // Sizes that every product below relies on, so that no int can overflow.
  bool sane(const LayerSpec& s) {
    require(s.units >= 0 && s.units <= kMaxUnits && s.kernel >= 0 && s.kernel <= kImageSide &&
                s.stride >= 1 && s.stride <= kImageSide && s.padding >= 0 &&
                s.padding <= kImageSide && s.heads >= 0 && s.heads <= 256 && s.rate >= 0 &&
                s.rate < 1,
            "a size is out of range");
    return fault_.empty();
  }

  void add(const LayerSpec& s) {
    plan_.layers.push_back({s, shape_, shape_, static_cast<int>(plan_.parameters.size()), 0});
    if (!sane(s)) return;
    const Shape in = shape_;
    switch (s.kind) {
      case LayerKind::kLinear:
        linear(s);
        break;
      case LayerKind::kConvolution:
        convolution(s, s.kernel, s.stride, s.padding, s.bias);
        break;
      case LayerKind::kPatchEmbedding:
        patches(s);
        break;
      case LayerKind::kBatchNorm:
        norm();
        parameter("mean", ParameterRole::kRunningMean, 1, in.channels);
        parameter("variance", ParameterRole::kRunningVariance, 1, in.channels);
        break;
      case LayerKind::kLayerNorm:
        norm();
        break;
      case LayerKind::kRelu:
      case LayerKind::kGelu:
      case LayerKind::kSigmoid:
      case LayerKind::kDropout:
        break;
      case LayerKind::kMaxPool:
      case LayerKind::kAveragePool:
        pool(s);
        break;
      case LayerKind::kGlobalAveragePool:
      case LayerKind::kGlobalMaxPool:
        shape_ = {1, 1, 1, in.channels};
        break;
      case LayerKind::kGlobalAverageMaxPool:
        shape_ = {1, 1, 1, 2 * in.channels};
        break;
      case LayerKind::kPositionEmbedding:
        parameter("positions", ParameterRole::kPosition, in.positions(), in.channels);
        break;
      case LayerKind::kAttention:
        attention(s);
        break;
      case LayerKind::kResidualBegin:
        residuals_.push_back(in);
        break;
      case LayerKind::kResidualEnd:
        residual_end();
        break;
      case LayerKind::kClassToken:
        // As small, as dense and as free of decay as a position's vector.
        parameter("token", ParameterRole::kPosition, 1, in.channels);
        shape_ = {1, 1, in.positions() + 1, in.channels};
        break;
      case LayerKind::kFirstToken:
        shape_ = {1, 1, 1, in.channels};
        break;
    }
    require(shape_.channels <= kMaxUnits, "more than 65,536 channels");
    require(static_cast<std::int64_t>(shape_.positions()) * shape_.channels <= kMaxFeatures,
            "more than " + std::to_string(kMaxFeatures) + " values");
    LayerPlan& layer = plan_.layers.back();
    layer.output = shape_;
    layer.parameter_count = static_cast<int>(plan_.parameters.size()) - layer.first_parameter;
  }

  void linear(const LayerSpec& s) {
    require(s.units >= 1, "units must be at least 1");
    const int inputs = s.flatten ? shape_.features() : shape_.channels;
    const int positions = s.flatten ? 1 : shape_.positions();
    shape_ = s.flatten ? Shape{1, 1, 1, s.units} : Shape{1, shape_.height, shape_.width, s.units};
    weight_and_bias(inputs, s.units, s.bias);
    plan_.multiply_adds += static_cast<double>(inputs) * s.units * positions;
  }

  void convolution(const LayerSpec& s, int kernel, int stride, int padding, bool bias) {
    require(s.units >= 1, "units must be at least 1");
    require(kernel >= 1, "kernel must be at least 1");
    require(padding < std::max(kernel, 1), "padding must be smaller than the kernel");
    if (!fault_.empty()) return;
    const Shape in = shape_;
    shape_ = convolution_output_shape(in, {s.units, kernel, stride, padding});
    require(shape_.height >= 1 && shape_.width >= 1,
            "the kernel does not fit into " + shape_text(in));
    weight_and_bias(kernel * kernel * in.channels, s.units, bias);
    plan_.multiply_adds +=
        static_cast<double>(kernel) * kernel * in.channels * s.units * shape_.positions();
  }

  void patches(const LayerSpec& s) {
    const int pitch = std::max(patch_pitch(s), 1);
    const auto covers = [&](int side) { return (side + 2 * s.padding - s.kernel) % pitch == 0; };
    require(s.kernel >= 1 && covers(shape_.height) && covers(shape_.width),
            "the patches do not cover " + shape_text(shape_) + " exactly");
    if (fault_.empty()) convolution(s, s.kernel, pitch, s.padding, true);
  }

  void norm() {
    parameter("scale", ParameterRole::kNormScale, 1, shape_.channels);
    parameter("shift", ParameterRole::kNormShift, 1, shape_.channels);
  }

  void pool(const LayerSpec& s) {
    require(s.kernel >= 1, "kernel must be at least 1");
    if (!fault_.empty()) return;
    const Shape in = shape_;
    shape_ = pool_output_shape(in, s.kernel, s.stride);
    require(shape_.height >= 1 && shape_.width >= 1,
            "the window does not fit into " + shape_text(in));
  }

  void attention(const LayerSpec& s) {
    const int width = shape_.channels;
    const int tokens = shape_.positions();
    require(s.heads >= 1 && width % std::max(s.heads, 1) == 0,
            "heads must divide the width " + std::to_string(width));
    require(width <= kMaxUnits / 3, "too wide");
    require(static_cast<std::int64_t>(s.heads) * tokens * tokens <= kMaxFeatures,
            "more than " + std::to_string(kMaxFeatures) + " probabilities");
    if (!fault_.empty()) return;
    parameter("qkv_weight", ParameterRole::kWeight, width, 3 * width);
    parameter("qkv_bias", ParameterRole::kBias, 1, 3 * width);
    parameter("output_weight", ParameterRole::kWeight, width, width);
    parameter("output_bias", ParameterRole::kBias, 1, width);
    plan_.multiply_adds += 4.0 * width * width * tokens + 2.0 * tokens * tokens * width;
  }

  void residual_end() {
    require(!residuals_.empty(), "ends a residual that never began");
    if (!fault_.empty()) return;
    const Shape begin = residuals_.back();
    residuals_.pop_back();
    require(begin == shape_,
            "adds " + shape_text(begin) + " to " + shape_text(shape_) + "; both must be equal");
  }

  NetworkPlan plan_;
  Shape shape_;
  std::vector<Shape> residuals_;
  std::uint64_t stored_ = 0;
  std::string fault_;
};

}  // namespace

Result<NetworkPlan, std::string> plan_network(const NetworkSpec& spec) {
  return Planner().plan(spec);
}

Network Network::zeros(const NetworkSpec& spec) {
  Result<NetworkPlan, std::string> plan = plan_network(spec);
  assert(plan.ok());
  Network network{spec, std::move(plan.value().layers), std::move(plan.value().parameters)};
  for (Parameter& parameter : network.parameters) {
    parameter.values.assign(static_cast<std::size_t>(parameter.rows) * parameter.columns, 0.0f);
  }
  return network;
}

std::size_t parameter_total(const Network& network) {
  return plan_network(network.spec).value().parameter_total;
}

double multiply_adds(const Network& network) {
  return plan_network(network.spec).value().multiply_adds;
}

std::string_view family_name(Family family) {
  switch (family) {
    case Family::kLinear:
      return "linear";
    case Family::kMlp:
      return "mlp";
    case Family::kCnn:
      return "cnn";
    case Family::kTransformer:
      return "transformer";
  }
  return "unknown";
}

std::string_view layer_kind_name(LayerKind kind) {
  switch (kind) {
    case LayerKind::kLinear:
      return "linear";
    case LayerKind::kConvolution:
      return "convolution";
    case LayerKind::kBatchNorm:
      return "batch_norm";
    case LayerKind::kLayerNorm:
      return "layer_norm";
    case LayerKind::kRelu:
      return "relu";
    case LayerKind::kGelu:
      return "gelu";
    case LayerKind::kSigmoid:
      return "sigmoid";
    case LayerKind::kMaxPool:
      return "max_pool";
    case LayerKind::kAveragePool:
      return "average_pool";
    case LayerKind::kGlobalAveragePool:
      return "global_average_pool";
    case LayerKind::kGlobalMaxPool:
      return "global_max_pool";
    case LayerKind::kGlobalAverageMaxPool:
      return "global_average_max_pool";
    case LayerKind::kDropout:
      return "dropout";
    case LayerKind::kPatchEmbedding:
      return "patch_embedding";
    case LayerKind::kPositionEmbedding:
      return "position_embedding";
    case LayerKind::kAttention:
      return "attention";
    case LayerKind::kResidualBegin:
      return "residual_begin";
    case LayerKind::kResidualEnd:
      return "residual_end";
    case LayerKind::kClassToken:
      return "class_token";
    case LayerKind::kFirstToken:
      return "first_token";
  }
  return "unknown";
}

}  // namespace second_opinion
