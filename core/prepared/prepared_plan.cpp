// From the list of layers to steps: which are one step together, which buffer
// each reads and writes, and which positions nobody reads.
#include <algorithm>
#include <cassert>
#include <optional>

#include "core/network/plain_layer.hpp"
#include "core/prepared/prepared_attention.hpp"
#include "core/prepared/prepared_step.hpp"

namespace second_opinion {
namespace {

bool is(const Network& network, std::size_t i, LayerKind kind) {
  return i < network.layers.size() && network.layers[i].spec.kind == kind;
}

// A class token is read alone at the end: after the last attention, layers that
// work position by position need not look at the others. That attention's index.
std::optional<std::size_t> last_attention_before_first_token(const Network& network) {
  const auto& layers = network.layers;
  std::size_t i = layers.size();
  while (i > 0 && layers[i - 1].spec.kind != LayerKind::kFirstToken) --i;
  if (i == 0 || i == layers.size()) return {};  // none, or its output is the answer
  for (--i; i > 0; --i) {
    const LayerSpec& layer = layers[i - 1].spec;
    switch (layer.kind) {
      case LayerKind::kAttention:
        if (!suits_first_position(layers[i - 1])) return {};
        return i - 1;
      case LayerKind::kLayerNorm:
      case LayerKind::kRelu:
      case LayerKind::kGelu:
      case LayerKind::kDropout:
      case LayerKind::kResidualBegin:
      case LayerKind::kResidualEnd:
        break;
      case LayerKind::kLinear:
        if (layer.flatten) return {};
        break;
      default:
        return {};
    }
  }
  return {};
}

class Planner {
 public:
  Planner(const Network& network, std::optional<std::size_t> first_only_from)
      : network_(network), first_only_from_(first_only_from) {}

  // Nothing when only the first position was wanted and some layer there has no step for that.
  std::optional<PreparedPlan> plan() {
    for (std::size_t i = 0; i < network_.layers.size();) {
      if (i + 1 == network_.layers.size()) plan_.last_layer_input = current_;
      if (i == first_only_from_) first_only_ = true;
      i += add(i);
      if (stuck_) return {};
    }
    plan_.logits = current_;
    plan_.buffers = static_cast<int>(rooms_.size());
    return std::move(plan_);
  }

 private:
  const LayerPlan& layer(std::size_t i) const { return network_.layers[i]; }
  // The last layer stays alone, because novelty looks at what it reads.
  bool fuses(std::size_t i, LayerKind kind) const {
    return i + 1 < network_.layers.size() && is(network_, i, kind);
  }
  bool pools_by_two(std::size_t i) const {
    return fuses(i, LayerKind::kMaxPool) && layer(i).spec.kernel == 2 && layer(i).spec.stride == 2;
  }
  // Where a buffer of first positions came from: written as such, one row per image, or over a
  // whole one.
  enum class Room { kWhole, kCompact, kSparse };
  Room room(int buffer) const {
    return buffer == kImages ? Room::kWhole : rooms_[static_cast<std::size_t>(buffer)];
  }

  // A buffer that nobody will read again.
  int free_buffer() {
    const auto taken = [&](int b) {
      return b == current_ || b == plan_.last_layer_input ||
             std::find(residuals_.begin(), residuals_.end(), b) != residuals_.end();
    };
    int buffer = 0;
    while (taken(buffer)) ++buffer;
    if (static_cast<std::size_t>(buffer) >= rooms_.size())
      rooms_.resize(static_cast<std::size_t>(buffer) + 1);
    rooms_[static_cast<std::size_t>(buffer)] = first_only_ ? Room::kCompact : Room::kWhole;
    return buffer;
  }

  PreparedStep& append(StepKind kind, std::size_t i) {
    const int to = free_buffer();
    PreparedStep step;
    step.kind = kind;
    step.layer = layer(i).spec;
    step.input = layer(i).input;
    step.output = layer(i).output;
    step.from = current_;
    step.to = to;
    step.first_only = first_only_;
    step.from_sparse = room(current_) == Room::kSparse;
    const LayerParameters given = layer_parameters(network_, layer(i));
    for (std::size_t p = 0; p < given.size(); ++p)
      step.parameters[p].assign(given[p].begin(), given[p].end());
    plan_.steps.push_back(std::move(step));
    current_ = to;
    return plan_.steps.back();
  }

  // Steps for layer i and what is done with it at once; how many layers that were.
  std::size_t add(std::size_t i) {
    switch (layer(i).spec.kind) {
      case LayerKind::kDropout:
        return 1;
      case LayerKind::kResidualBegin:
        residuals_.push_back(current_);
        return 1;
      case LayerKind::kResidualEnd:
        return residual_end(i);
      case LayerKind::kConvolution:
      case LayerKind::kPatchEmbedding:
        return convolution(i);
      case LayerKind::kLinear:
        return linear(i);
      case LayerKind::kAttention:
        return attention(i);
      case LayerKind::kLayerNorm:
        append(StepKind::kLayerNorm, i);
        return 1;
      case LayerKind::kFirstToken:
        append(StepKind::kFirstToken, i);
        first_only_ = false;
        return 1;
      default:
        stuck_ |= first_only_;
        append(StepKind::kPlain, i);
        return 1;
    }
  }

  static void pack_weight(PreparedStep& step, int inputs, int outputs, PackedMatrix& packed) {
    pack(step.parameters[0].data(), inputs, outputs, outputs, false, packed);
    step.parameters[0] = {};
  }

  std::size_t convolution(std::size_t i) {
    const LayerSpec& spec = layer(i).spec;
    const bool patches = spec.kind == LayerKind::kPatchEmbedding;
    const Shape in = layer(i).input;
    const bool winograd =
        !patches && winograd_suits(in, {spec.units, spec.kernel, spec.stride, spec.padding});
    PreparedStep& step = append(winograd ? StepKind::kWinograd : StepKind::kConvolution, i);
    if (patches) step.layer.stride = patch_pitch(spec);
    if (winograd) {
      transform_weights(step.parameters[0], in.channels, spec.units, step.winograd);
      step.parameters[0] = {};
    } else {
      pack_weight(step, spec.kernel * spec.kernel * in.channels, spec.units, step.weight);
    }
    step.relu = fuses(i + 1, LayerKind::kRelu);
    const std::size_t next = step.relu ? i + 2 : i + 1;
    step.pool = winograd && pools_by_two(next);
    return next + (step.pool ? 1 : 0) - i;
  }

  std::size_t linear(std::size_t i) {
    const LayerSpec& spec = layer(i).spec;
    PreparedStep& step = append(StepKind::kLinear, i);
    pack_weight(step, spec.flatten ? step.input.features() : step.input.channels, spec.units,
                step.weight);
    step.relu = fuses(i + 1, LayerKind::kRelu);
    step.gelu = fuses(i + 1, LayerKind::kGelu);
    return step.relu || step.gelu ? 2 : 1;
  }

  std::size_t attention(std::size_t i) {
    prepare_attention(append(StepKind::kAttention, i));
    return 1;
  }

  // Whether the last step can add its results to what stands in `target`, which
  // nobody else may read: not the step itself, and no residual further out.
  bool adds_in_place(int target) const {
    if (plan_.steps.empty() || target == kImages) return false;
    const PreparedStep& last = plan_.steps.back();
    return (last.kind == StepKind::kLinear || last.kind == StepKind::kAttention) && !last.relu &&
           !last.gelu && last.to == current_ && last.from != target &&
           std::find(residuals_.begin(), residuals_.end(), target) == residuals_.end() &&
           target != plan_.last_layer_input;
  }

  std::size_t residual_end(std::size_t i) {
    const int target = residuals_.back();
    residuals_.pop_back();
    if (current_ != target && i + 1 < network_.layers.size() && adds_in_place(target)) {
      PreparedStep& step = plan_.steps.back();
      step.to = current_ = target;
      step.accumulate = true;
      step.to_sparse = step.first_only && room(target) != Room::kCompact;
      if (step.to_sparse) rooms_[static_cast<std::size_t>(target)] = Room::kSparse;
      return 1;
    }
    stuck_ |= first_only_;
    residuals_.push_back(target);  // its buffer is not free yet
    append(StepKind::kAdd, i).added = target;
    residuals_.pop_back();
    return 1;
  }

  const Network& network_;
  std::optional<std::size_t> first_only_from_;
  bool first_only_ = false;
  bool stuck_ = false;
  int current_ = kImages;
  std::vector<int> residuals_;
  std::vector<Room> rooms_;  // per buffer
  PreparedPlan plan_;
};

}  // namespace

PreparedPlan prepare_plan(const Network& network) {
  if (const auto attention = last_attention_before_first_token(network)) {
    if (auto plan = Planner(network, attention).plan()) return *std::move(plan);
  }
  auto plan = Planner(network, {}).plan();
  assert(plan);
  return *std::move(plan);
}

}  // namespace second_opinion
