// Passes as in training over large portions of the pictures; the portions'
// moments are pooled in fixed order and double precision.
#include "core/learning/training/batch_statistics.hpp"

#include <algorithm>

#include "core/base/random.hpp"
#include "core/image/network_input.hpp"
#include "core/learning/backward/network_backward.hpp"

namespace second_opinion {
namespace {

constexpr int kPortion = 128;

// Of one layer in one portion or in all: Σ mean·count and Σ (variance + mean²)·count.
struct Moments {
  std::vector<double> sums;
  std::vector<double> squares;
  double count = 0;
};

Moments moments_of(const BatchStatistics& statistics) {
  Moments moments;
  moments.count = static_cast<double>(statistics.count);
  for (std::size_t c = 0; c < statistics.mean.size(); ++c) {
    const double mean = statistics.mean[c];
    moments.sums.push_back(mean * moments.count);
    moments.squares.push_back((statistics.variance[c] + mean * mean) * moments.count);
  }
  return moments;
}

void add(Moments& total, const Moments& part) {
  if (total.sums.empty())
    total =
        Moments{std::vector<double>(part.sums.size()), std::vector<double>(part.sums.size()), 0};
  total.count += part.count;
  for (std::size_t c = 0; c < part.sums.size(); ++c) {
    total.sums[c] += part.sums[c];
    total.squares[c] += part.squares[c];
  }
}

// The number of an epoch that no training has: its disturbances are drawn for nothing else.
constexpr std::uint64_t kNoEpoch = ~std::uint64_t{0};

void fill_images(const Dataset& data, std::span<const int> indices,
                 const TrainingSettings& settings, Tensor& images) {
  images.resize({static_cast<int>(indices.size()), kImageSide, kImageSide, 1});
  const DisturbanceSettings disturbance =
      in_epoch(settings.disturbance, settings.epochs - 1, settings.epochs);
  for (std::size_t i = 0; i < indices.size(); ++i) {
    const auto image = data.image(indices[i]);
    const std::span<float, kImagePixels> pixels(images.data() + i * kImagePixels, kImagePixels);
    std::copy(image.begin(), image.end(), pixels.begin());
    disturb(disturbance,
            random_key(settings.seed, Purpose::kDisturbance,
                       {kNoEpoch, static_cast<std::uint64_t>(indices[i])}),
            pixels);
  }
  prepare_network_input(images.values, InkScale::kByte, settings.input_mean,
                        settings.input_deviation);
}

void store(Network& network, int layer, const Moments& moments) {
  const LayerPlan& plan = network.layers[static_cast<std::size_t>(layer)];
  for (int p = plan.first_parameter; p < plan.first_parameter + plan.parameter_count; ++p) {
    Parameter& parameter = network.parameters[static_cast<std::size_t>(p)];
    for (std::size_t c = 0; c < parameter.values.size(); ++c) {
      const double mean = moments.sums[c] / moments.count;
      if (parameter.role == ParameterRole::kRunningMean)
        parameter.values[c] = static_cast<float>(mean);
      if (parameter.role == ParameterRole::kRunningVariance)
        parameter.values[c] =
            static_cast<float>(std::max(0.0, moments.squares[c] / moments.count - mean * mean));
    }
  }
}

}  // namespace

bool has_batch_norm(const Network& network) {
  return std::any_of(network.layers.begin(), network.layers.end(),
                     [](const LayerPlan& plan) { return is<BatchNorm>(plan.spec); });
}

void measure_batch_statistics(Network& network, const Dataset& data, std::span<const int> indices,
                              const TrainingSettings& settings, const PartRunner& runner) {
  if (!has_batch_norm(network) || indices.empty()) return;
  Network calm = network;  // without drop-out and stochastic depth, which the measured network will
                           // not have either
  for (LayerPlan& plan : calm.layers) {
    if (auto* const dropout = std::get_if<Dropout>(&plan.spec)) dropout->rate = 0;
    if (auto* const residual = std::get_if<ResidualEnd>(&plan.spec)) residual->rate = 0;
  }
  const int count = static_cast<int>(indices.size()), portions = (count + kPortion - 1) / kPortion;
  const int layers = static_cast<int>(network.layers.size());
  std::vector<TrainingPass> passes(static_cast<std::size_t>(runner.workers));
  std::vector<Tensor> images(static_cast<std::size_t>(runner.workers));
  std::vector<std::vector<Moments>> found(static_cast<std::size_t>(portions),
                                          std::vector<Moments>(static_cast<std::size_t>(layers)));
  runner.run(portions, [&](int portion, int worker) {
    const PartRange range = part_range(count, portion, portions);
    const auto w = static_cast<std::size_t>(worker);
    fill_images(data,
                indices.subspan(static_cast<std::size_t>(range.first),
                                static_cast<std::size_t>(range.size())),
                settings, images[w]);
    passes[w].forward(calm, images[w], 0);
    for (int layer = 0; layer < layers; ++layer)
      found[static_cast<std::size_t>(portion)][static_cast<std::size_t>(layer)] =
          moments_of(passes[w].batch_statistics(layer));
  });
  for (int layer = 0; layer < layers; ++layer) {
    if (!is<BatchNorm>(network.layers[static_cast<std::size_t>(layer)].spec)) continue;
    Moments total;
    for (const auto& portion : found) add(total, portion[static_cast<std::size_t>(layer)]);
    store(network, layer, total);
  }
}

}  // namespace second_opinion
