// From the list of layers to steps: which of them are one step together, which buffer each step
// reads and writes, and which positions nobody reads.
#include <algorithm>
#include <cassert>
#include <optional>
#include <span>
#include <utility>

#include "core/prepared/prepared_attention.hpp"
#include "core/prepared/prepared_step.hpp"

namespace second_opinion {
namespace {

template <typename Kind>
bool layer_is(const Network& network, std::size_t i) {
  return i < network.layers.size() && is<Kind>(network.layers[i].spec);
}

std::vector<float> copied(std::span<const float> values) {
  return {values.begin(), values.end()};
}

// A class token is read alone at the end: after the last attention, layers that work position by
// position need not look at the others. That attention's index.
std::optional<std::size_t> last_attention_before_first_token(const Network& network) {
  std::size_t i = network.layers.size();
  while (i > 0 && !layer_is<FirstToken>(network, i - 1)) --i;
  if (i == 0 || i == network.layers.size()) return {};  // none, or its output is the answer
  for (--i; i > 0; --i) {
    const LayerPlan& layer = network.layers[i - 1];
    if (is<Attention>(layer.spec) && suits_first_position(layer)) return i - 1;
    if (!reach_of(layer.spec).only_itself()) return {};
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
  template <typename Kind>
  bool fuses(std::size_t i) const {
    return i + 1 < network_.layers.size() && layer_is<Kind>(network_, i);
  }
  bool pools_by_two(std::size_t i) const {
    return fuses<MaxPool>(i) && std::get<MaxPool>(layer(i).spec) == MaxPool{2, 2};
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

  void append(std::size_t i, StepWork work) {
    const int to = free_buffer();
    PreparedStep step{std::move(work), layer(i).input, layer(i).output, current_, to};
    step.first_only = first_only_;
    step.from_sparse = room(current_) == Room::kSparse;
    plan_.steps.push_back(std::move(step));
    current_ = to;
  }

  // Steps for layer i and what is done with it at once; how many layers that were.
  std::size_t add(std::size_t i) {
    return std::visit([&](const auto& kind) { return add(kind, i); }, layer(i).spec);
  }

  // A kind without an entry of its own below runs as forward() runs it.
  template <typename Kind>
  std::size_t add(const Kind&, std::size_t i) {
    stuck_ |= first_only_;
    const LayerParameters p = layer_parameters(network_, layer(i));
    append(i, PlainStep{layer(i).spec, {copied(p[0]), copied(p[1]), copied(p[2]), copied(p[3])}});
    return 1;
  }

  std::size_t add(const Dropout&, std::size_t) { return 1; }

  std::size_t add(const ResidualBegin&, std::size_t) {
    residuals_.push_back(current_);
    return 1;
  }

  std::size_t add(const LayerNorm&, std::size_t i) {
    const LayerParameters p = layer_parameters(network_, layer(i));
    append(i, LayerNormStep{copied(p[0]), copied(p[1])});
    return 1;
  }

  std::size_t add(const FirstToken&, std::size_t i) {
    append(i, FirstTokenStep{});
    first_only_ = false;
    return 1;
  }

  std::size_t add(const Convolution& kind, std::size_t i) {
    const Shape& in = layer(i).input;
    if (!winograd_suits(in, kind.shape())) return add_convolution(kind.shape(), i);
    const LayerParameters p = layer_parameters(network_, layer(i));
    WinogradStep step{.bias = copied(p[1])};
    transform_weights(p[0], in.channels, kind.units, step.weights);
    step.ending.relu = fuses<Relu>(i + 1);
    const std::size_t next = step.ending.relu ? i + 2 : i + 1;
    step.ending.pool = pools_by_two(next);
    const std::size_t end = step.ending.pool ? next + 1 : next;
    append(i, std::move(step));
    return end - i;
  }

  std::size_t add(const PatchEmbedding& kind, std::size_t i) {
    return add_convolution(kind.shape(), i);
  }

  std::size_t add_convolution(const ConvolutionShape& shape, std::size_t i) {
    const LayerParameters p = layer_parameters(network_, layer(i));
    ConvolutionStep step{.shape = shape, .bias = copied(p[1])};
    const int inputs = shape.kernel * shape.kernel * layer(i).input.channels;
    pack(p[0].data(), inputs, shape.channels, shape.channels, false, step.weight);
    const bool relu = fuses<Relu>(i + 1);
    if (relu) step.clamp = Clamp::kRelu;
    append(i, std::move(step));
    return relu ? 2 : 1;
  }

  std::size_t add(const Linear& kind, std::size_t i) {
    const LayerParameters p = layer_parameters(network_, layer(i));
    const Shape& in = layer(i).input;
    LinearStep step{.flatten = kind.flatten, .bias = copied(p[1])};
    pack(p[0].data(), kind.flatten ? in.features() : in.channels, kind.units, kind.units, false,
         step.weight);
    if (fuses<Relu>(i + 1)) step.clamp = Clamp::kRelu;
    step.gelu = fuses<Gelu>(i + 1);
    const std::size_t layers = step.sums_alone() ? 1 : 2;
    append(i, std::move(step));
    return layers;
  }

  std::size_t add(const Attention&, std::size_t i) {
    append(i, prepare_attention(layer(i), layer_parameters(network_, layer(i)), first_only_));
    return 1;
  }

  // Whether the last step can add its results to what stands in `target`, which
  // nobody else may read: not the step itself, and no residual further out.
  bool adds_in_place(int target) const {
    if (plan_.steps.empty() || target == kImages) return false;
    const PreparedStep& last = plan_.steps.back();
    const auto* const linear = std::get_if<LinearStep>(&last.work);
    const auto* const attention = std::get_if<AttentionStep>(&last.work);
    return (attention || (linear && linear->sums_alone())) && last.to == current_ &&
           last.from != target &&
           std::find(residuals_.begin(), residuals_.end(), target) == residuals_.end() &&
           target != plan_.last_layer_input;
  }

  std::size_t add(const ResidualEnd&, std::size_t i) {
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
    append(i, AddStep{target});
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
