// Shapes and parameters of a described network, worked out and checked layer by layer. What a layer
// asks for is said by the plan() of its kind; here it is checked against the caps and put together.
#include <cassert>
#include <cstdint>

#include "core/image/digit_image.hpp"
#include "core/network/network.hpp"

namespace second_opinion {
namespace {

// The largest value that a field may have, by Field; the smallest is 0, of a stride 1. Every
// product in a plan() relies on these, so that no int can overflow.
constexpr LayerFields kLargest{kMaxUnits, kImageSide, kImageSide, kImageSide, 256, 1, 1, 1};

bool fields_in_range(const LayerSpec& layer) {
  const LayerFields fields = fields_of(layer);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const double smallest = i == static_cast<std::size_t>(Field::kStride) ? 1 : 0;
    if (!(fields[i] >= smallest && fields[i] <= kLargest[i])) return false;  // as is NaN
  }
  return fields[static_cast<std::size_t>(Field::kRate)] < 1;
}

class Planner {
 public:
  // A sentence that says what is wrong with the layer, or nothing.
  std::string add(const LayerSpec& spec) {
    LayerPlanner layer{shape_, shape_, residuals_};
    if (layer.require(fields_in_range(spec), "a size is out of range"))
      std::visit([&](const auto& kind) { kind.plan(layer); }, spec);
    add_parameters(spec, layer);
    shape_ = layer.output;
    layer.require(shape_.channels <= kMaxUnits, "more than 65,536 channels");
    layer.require(static_cast<std::int64_t>(shape_.positions()) * shape_.channels <= kMaxFeatures,
                  "more than " + std::to_string(kMaxFeatures) + " values");
    plan_.multiply_adds += layer.multiply_adds;
    if (layer.fault.empty()) return {};
    return "layer " + std::to_string(plan_.layers.size() - 1) + " (" +
           std::string(layer_name(spec)) + "): " + layer.fault;
  }

  Result<NetworkPlan, std::string> finish() && {
    if (!residuals_.empty()) return Failure{std::string("a residual begins and never ends")};
    if (!(shape_ == Shape{1, 1, 1, kDigitCount})) {
      return Failure{"the network ends with " + shape_text(shape_) +
                     " values; 1 × 1 × 10 are needed"};
    }
    return std::move(plan_);
  }

 private:
  void add_parameters(const LayerSpec& spec, LayerPlanner& layer) {
    const int index = static_cast<int>(plan_.layers.size());
    plan_.layers.push_back({spec, shape_, layer.output, static_cast<int>(plan_.parameters.size()),
                            static_cast<int>(layer.parameters.size())});
    const std::string prefix = std::to_string(index) + "." + std::string(layer_name(spec)) + ".";
    for (const LayerPlanner::Needed& needed : layer.parameters) {
      plan_.parameters.push_back(
          {prefix + needed.name, needed.role, index, needed.rows, needed.columns, {}});
      // 64 bits: in the browser size_t has 32, and 65,536 × 65,536 would wrap to 0.
      const auto count =
          static_cast<std::uint64_t>(needed.rows) * static_cast<std::uint64_t>(needed.columns);
      const bool learned = needed.role != ParameterRole::kRunningMean &&
                           needed.role != ParameterRole::kRunningVariance;
      if (learned) plan_.parameter_total += static_cast<std::size_t>(count);
      stored_ += count;
    }
    layer.require(stored_ <= kMaxParameters,
                  "more than " + std::to_string(kMaxParameters) + " parameters");
  }

  NetworkPlan plan_;
  Shape shape_{1, kImageSide, kImageSide, 1};
  std::vector<Shape> residuals_;
  std::uint64_t stored_ = 0;  // learned or not
};

}  // namespace

Result<NetworkPlan, std::string> plan_network(const NetworkSpec& spec) {
  if (spec.layers.empty()) return Failure{std::string("the network has no layers")};
  if (static_cast<int>(spec.layers.size()) > kMaxLayers)
    return Failure{std::string("the network has more than 256 layers")};
  Planner planner;
  for (const LayerSpec& layer : spec.layers) {
    const std::string fault = planner.add(layer);
    if (!fault.empty()) return Failure{fault};
  }
  return std::move(planner).finish();
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

}  // namespace second_opinion
