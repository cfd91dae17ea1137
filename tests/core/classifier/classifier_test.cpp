// Covers core/classifier/classifier.cpp.
#include "core/classifier/classifier.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "core/image/network_input.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

using namespace testing;

// On black paper, which is left as it is.
DigitImage random_digit(std::mt19937& random) {
  std::array<unsigned char, kImagePixels> bytes{};
  for (std::size_t i = kImageSide; i < kImagePixels - kImageSide; ++i) {
    const std::size_t column = i % kImageSide;
    if (column != 0 && column != kImageSide - 1) bytes[i] = static_cast<unsigned char>(random());
  }
  return DigitImage::from_bytes(bytes);
}

TEST(Classifier, GivesProbabilitiesAndTheMostProbableDigit) {
  std::mt19937 random(1);
  for (const NetworkSpec& spec : all_specs()) {
    Classifier classifier(weights_file(spec));
    for (int round = 0; round < 5; ++round) {
      const Classification result = classifier.classify(random_digit(random));
      EXPECT_NEAR(std::accumulate(result.probabilities.begin(), result.probabilities.end(), 0.0),
                  1.0, 1e-5);
      for (const float p : result.probabilities) {
        EXPECT_GE(p, 0.0f);
        EXPECT_LE(p, result.probabilities[result.digit]);
      }
    }
  }
}

TEST(Classifier, ReadsADigitOnGreyPaperAsOnBlack) {
  std::mt19937 random(4);
  std::vector<float> black(kImagePixels), grey(kImagePixels);
  for (std::size_t i = 200; i < 600; ++i)
    if (i % 28 > 8 && i % 28 < 18) black[i] = static_cast<float>(random() % 256) / 255;
  for (std::size_t i = 0; i < black.size(); ++i) grey[i] = 0.25f + 0.75f * black[i];
  for (const NetworkSpec& spec : all_specs()) {
    Classifier classifier(weights_file(spec));
    const Classification on_black = classifier.classify(*DigitImage::from_unit_values(black));
    const Classification on_grey = classifier.classify(*DigitImage::from_unit_values(grey));
    for (int d = 0; d < kDigitCount; ++d)
      EXPECT_NEAR(on_grey.probabilities[d], on_black.probabilities[d], 5e-3) << d;
  }
}

TEST(Classifier, GivesTheSameForAnImageAloneAndInAnyBatch) {
  std::mt19937 random(2);
  for (const NetworkSpec& spec : all_specs()) {
    Classifier classifier(weights_file(spec));
    std::vector<DigitImage> images;
    std::vector<float> pixels;
    for (int i = 0; i < 37; ++i) {
      images.push_back(random_digit(random));
      pixels.insert(pixels.end(), images.back().pixels().begin(), images.back().pixels().end());
    }
    for (const int count : {0, 1, 16, 17, 37}) {
      std::vector<float> probabilities(count * 10);
      classifier.classify(std::span(pixels).first(count * 784), probabilities);
      for (int i = 0; i < count; ++i) {
        const Classification alone = classifier.classify(images[i]);
        for (int d = 0; d < 10; ++d)
          ASSERT_EQ(probabilities[i * 10 + d], alone.probabilities[d])
              << "image " << i << " of " << count;
      }
    }
  }
}

TEST(Classifier, NormalisesPixelsAndDividesLogitsByTheTemperature) {
  // Logit d is bias[d] + weight[d] · (first pixel - mean) / deviation.
  WeightsFile file;
  file.network = Network::zeros(linear_spec());
  file.input_mean = 0.25f;
  file.input_deviation = 0.5f;
  file.temperature = 2;
  for (int d = 0; d < 10; ++d) {
    file.network.parameters[0].values[d] = 0.3f * static_cast<float>(d);
    file.network.parameters[1].values[d] = static_cast<float>((d * 7) % 10) * 0.1f;
  }
  std::vector<float> pixels(784);
  pixels[0] = 0.75f;
  std::array<double, 10> expected{};
  double sum = 0;
  for (int d = 0; d < 10; ++d) {
    expected[d] = std::exp((0.3 * d * (0.75 - 0.25) / 0.5 + ((d * 7) % 10) * 0.1) / 2);
    sum += expected[d];
  }
  const Classification result = Classifier(file).classify(*DigitImage::from_unit_values(pixels));
  for (int d = 0; d < 10; ++d) EXPECT_NEAR(result.probabilities[d], expected[d] / sum, 1e-6);
  file.temperature = 1;
  EXPECT_GT(Classifier(file).classify(*DigitImage::from_unit_values(pixels)).probabilities[9],
            result.probabilities[9])
      << "cooler is surer";
}

TEST(Classifier, HasNoOpinionWhereTheNetworkOverflows) {
  for (const float huge : {3e38f, -3e38f}) {
    WeightsFile file = with_novelty(weights_file(linear_spec()));
    for (std::size_t i = 0; i < file.network.parameters[0].values.size(); i += 10)
      file.network.parameters[0].values[i] = huge;
    const Classification result =
        Classifier(file).classify(*DigitImage::from_unit_values(std::vector<float>(784, 1.0f)));
    for (const float probability : result.probabilities) EXPECT_FLOAT_EQ(probability, 0.1f);
    EXPECT_TRUE(*result.novelty >= 0 && *result.novelty <= 1);
  }
}

// Networks in which a clamp, a pool or a squashing function stands behind the overflow.
std::vector<NetworkSpec> specs_that_could_hide_an_overflow() {
  return {{Family::kMlp, {linear(12), Relu{}, linear(10)}},
          {Family::kMlp, {linear(12), Relu{}, Dropout{0.5f}, Relu{}, linear(10)}},
          {Family::kMlp, {linear(12), Sigmoid{}, linear(10)}},
          {Family::kMlp, {linear(12), Gelu{}, linear(10)}},
          {Family::kCnn, {convolution(4, 3), Relu{}, MaxPool{2, 2}, linear(10)}},
          {Family::kCnn, {convolution(4, 3), MaxPool{3, 2}, Relu{}, GlobalMaxPool{}, linear(10)}},
          // Winograd's way, with and without its own pool.
          {Family::kCnn,
           {convolution(16, 1), convolution(16, 3, 1), Relu{}, MaxPool{2, 2}, linear(10)}},
          {Family::kCnn, {convolution(16, 1), convolution(16, 3, 1), Relu{}, linear(10)}}};
}

TEST(Classifier, HasNoOpinionWhereALayerWithinOverflows) {
  std::vector<float> white(kImagePixels, 1.0f);
  for (std::size_t i = 0; i < 28; ++i)  // a black frame, or white would be paper
    white[i] = white[27 * 28 + i] = white[28 * i] = white[28 * i + 27] = 0;
  for (const NetworkSpec& spec : specs_that_could_hide_an_overflow()) {
    for (const bool both_signs : {false, true}) {
      WeightsFile file = weights_file(spec);
      std::vector<float>& weights = file.network.parameters[0].values;
      for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] =
            both_signs && i / static_cast<std::size_t>(file.network.parameters[0].columns) % 2 == 0
                ? 3e38f
                : -3e38f;
      Classifier classifier(file);
      for (const bool keep : {false, true}) {
        classifier.keep_activations(keep);
        const Classification result = classifier.classify(*DigitImage::from_unit_values(white));
        for (const float probability : result.probabilities)
          EXPECT_FLOAT_EQ(probability, 0.1f)
              << layer_name(spec.layers[1]) << ", both signs " << both_signs << ", kept " << keep;
      }
    }
  }
}

TEST(Classifier, JudgesNoveltyInTheSamePassWhereTheFileCan) {
  std::mt19937 random(4);
  for (const NetworkSpec& spec : all_specs()) {
    const WeightsFile file = with_novelty(weights_file(spec));
    Classifier classifier(file), plain(weights_file(spec));
    std::vector<DigitImage> images;
    std::vector<float> pixels;
    for (int i = 0; i < 19; ++i) {
      images.push_back(random_digit(random));
      pixels.insert(pixels.end(), images.back().pixels().begin(), images.back().pixels().end());
    }
    std::vector<float> probabilities(190), doubts(19);
    classifier.classify(pixels, probabilities, doubts);
    for (std::size_t i = 0; i < images.size(); ++i) {
      // By hand, from a pass that keeps everything.
      Tensor input({1, kImageSide, kImageSide, 1});
      std::copy(images[i].pixels().begin(), images[i].pixels().end(), input.values.begin());
      prepare_network_input(input.values, InkScale::kUnit, file.input_mean, file.input_deviation);
      Workspace workspace;
      workspace.keep_activations = true;
      const std::vector<float> logits = forward(file.network, input, workspace).values;
      const Tensor& features = file.network.layers.size() > 1
                                   ? workspace.outputs[file.network.layers.size() - 2]
                                   : input;
      const float expected = novelty(*file.novelty, features.values, logits);
      const Classification alone = classifier.classify(images[i]);
      EXPECT_NEAR(doubts[i], expected, 1e-4) << family_name(spec.family);
      EXPECT_EQ(alone.novelty, doubts[i]);
      EXPECT_EQ(alone.looks_unlike_a_digit(), doubts[i] > 0.5f);
      EXPECT_EQ(alone.probabilities, plain.classify(images[i]).probabilities)
          << "the doubt changes no opinion";
      classifier.keep_activations(true);
      EXPECT_NEAR(*classifier.classify(images[i]).novelty, doubts[i], 1e-4) << "the plain path";
      classifier.keep_activations(false);
    }
    EXPECT_FALSE(plain.classify(images[0]).novelty.has_value());
    EXPECT_FALSE(plain.classify(images[0]).looks_unlike_a_digit());
  }
}

TEST(Classifier, ChoosesTheLowerDigitOnATie) {
  WeightsFile file;
  file.network = Network::zeros(linear_spec());
  file.network.parameters[1].values[4] = file.network.parameters[1].values[7] = 1;
  EXPECT_EQ(Classifier(file).classify(DigitImage()).digit, 4);
}

TEST(Classifier, KeepsAttentionForPicturesWhenAsked) {
  std::mt19937 random(3);
  Classifier classifier(weights_file(transformer_spec()));
  (void)classifier.classify(random_digit(random));
  EXPECT_TRUE(classifier.workspace().attention.empty());
  classifier.keep_activations(true);
  (void)classifier.classify(random_digit(random));
  EXPECT_EQ(classifier.workspace().attention.size(), 2u);
  EXPECT_EQ(classifier.workspace().outputs.size(), classifier.file().network.layers.size());
}

}  // namespace
}  // namespace second_opinion
