// Covers native_trainer/compression/output_quantization.cpp.
#include "native_trainer/compression/output_quantization.hpp"

#include <gtest/gtest.h>

#include "core/learning/training/validation.hpp"
#include "core/weights/quantization.hpp"
#include "native_trainer/threads/thread_pool.hpp"
#include "tests/support/small_networks.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using namespace testing;

std::vector<float> logits_of(const WeightsFile& file, const Dataset& pictures) {
  ThreadPool pool(1);
  return compute_logits(file.network, pictures, file.input_mean, file.input_deviation, pool);
}

WeightsFile with_network(WeightsFile file, Network network) {
  file.network = std::move(network);
  return file;
}

double squared_change(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += std::pow(static_cast<double>(a[i]) - static_cast<double>(b[i]), 2);
  return sum;
}

void expect_kept_by_the_file(Storage storage, int levels) {
  for (const NetworkSpec& spec : {mlp_spec(), cnn_spec(), transformer_spec()}) {
    const WeightsFile file = weights_file(spec);
    const WeightsFile rounded =
        with_network(file, quantize_by_outputs(file, bars_dataset(20), levels));
    const WeightsFile read = decode_weights(encode_weights(rounded, storage)).value();
    for (std::size_t p = 0; p < file.network.parameters.size(); ++p) {
      const Parameter& parameter = rounded.network.parameters[p];
      if (parameter.role != ParameterRole::kWeight) continue;
      EXPECT_EQ(read.network.parameters[p].values, parameter.values) << parameter.name;
      EXPECT_NE(file.network.parameters[p].values, parameter.values)
          << parameter.name << " was not rounded";
    }
  }
}

TEST(OutputQuantization, WeightsLieOnTheGridThatTheFileKeeps) {
  expect_kept_by_the_file(Storage::kInt8PerColumn, kInt8Levels);
  expect_kept_by_the_file(Storage::kInt4PerColumn, kInt4Levels);
}

TEST(OutputQuantization, ChangesAnswersLessThanRoundingTheWeightsDoes) {
  for (const NetworkSpec& spec : {linear_spec(), mlp_spec(), cnn_spec()}) {
    const WeightsFile file = weights_file(spec);
    const Dataset pictures = bars_dataset(60);
    const std::vector<float> before = logits_of(file, pictures);
    const WeightsFile by_weights =
        decode_weights(encode_weights(file, Storage::kInt8PerColumn)).value();
    const WeightsFile by_outputs =
        with_network(file, quantize_by_outputs(file, pictures, kInt8Levels));
    EXPECT_LT(squared_change(logits_of(by_outputs, pictures), before),
              0.7 * squared_change(logits_of(by_weights, pictures), before))
        << family_name(spec.family);
  }
}

TEST(OutputQuantization, KeepsTheMeanAnswer) {
  const WeightsFile file = weights_file(linear_spec());
  const Dataset pictures = bars_dataset(40);
  const std::vector<float> before = logits_of(file, pictures);
  const std::vector<float> after =
      logits_of(with_network(file, quantize_by_outputs(file, pictures, kInt8Levels)), pictures);
  for (std::size_t digit = 0; digit < 10; ++digit) {
    double drift = 0;
    for (std::size_t i = digit; i < before.size(); i += 10)
      drift += static_cast<double>(after[i]) - static_cast<double>(before[i]);
    EXPECT_NEAR(drift / 40, 0, 1e-4);
  }
}

}  // namespace
}  // namespace second_opinion
