// One rule per parameter role.
#include "core/learning/initialization.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/random.hpp"

namespace second_opinion {
namespace {

constexpr float kPositionDeviation = 0.02f;

// Drawn again beyond two deviations.
float truncated_normal(Random& random) {
  for (;;) {
    const float value = random.normal();
    if (std::abs(value) <= 2) return value;
  }
}

void fill_weight(Parameter& parameter, const InitializationSettings& settings, Random& random) {
  const double inputs = parameter.rows, outputs = parameter.columns;
  const float he = static_cast<float>(std::sqrt(2.0 / inputs));
  const float xavier = static_cast<float>(std::sqrt(6.0 / (inputs + outputs)));
  const float deviation = static_cast<float>(settings.deviation);
  for (float& value : parameter.values) {
    switch (settings.kind) {
      case InitializationKind::kHe:
        value = he * random.normal();
        break;
      case InitializationKind::kXavier:
        value = random.between(-xavier, xavier);
        break;
      case InitializationKind::kNormal:
        value = deviation * random.normal();
        break;
      case InitializationKind::kTruncatedNormal:
        value = deviation * truncated_normal(random);
        break;
      case InitializationKind::kZeros:
        value = 0;
        break;
    }
  }
}

// The first half of the channels tells the row, the second the column, as sines
// and cosines of wavelengths that grow geometrically (Vaswani et al. 2017).
void fill_sine_positions(Parameter& parameter, int width) {
  const int channels = parameter.columns, half = channels / 2;
  for (int position = 0; position < parameter.rows; ++position) {
    for (int channel = 0; channel < channels; ++channel) {
      const int place = channel < half ? position / width : position % width;
      const int axis_channels = channel < half ? half : channels - half;
      const int index = channel < half ? channel : channel - half;
      const double frequency = std::pow(100.0, -static_cast<double>(index / 2 * 2) / axis_channels);
      const double angle = place * frequency;
      // Small beside the tokens, so that training can move them.
      parameter.values[static_cast<std::size_t>(position) * channels + channel] =
          0.2f * static_cast<float>(index % 2 == 0 ? std::sin(angle) : std::cos(angle));
    }
  }
}

}  // namespace

void initialize(Network& network, const InitializationSettings& settings, std::uint64_t seed) {
  for (std::size_t index = 0; index < network.parameters.size(); ++index) {
    Parameter& parameter = network.parameters[index];
    Random random(random_key(seed, Purpose::kInitialValues, {index}));
    switch (parameter.role) {
      case ParameterRole::kWeight:
        fill_weight(parameter, settings, random);
        break;
      case ParameterRole::kPosition:
        if (settings.positions == PositionStart::kSine) {
          fill_sine_positions(
              parameter, network.layers[static_cast<std::size_t>(parameter.layer)].input.width);
        } else {
          for (float& value : parameter.values) value = kPositionDeviation * random.normal();
        }
        break;
      case ParameterRole::kNormScale:
      case ParameterRole::kRunningVariance:
        std::fill(parameter.values.begin(), parameter.values.end(), 1.0f);
        break;
      case ParameterRole::kBias:
      case ParameterRole::kNormShift:
      case ParameterRole::kRunningMean:
        std::fill(parameter.values.begin(), parameter.values.end(), 0.0f);
        break;
    }
  }
}

}  // namespace second_opinion
