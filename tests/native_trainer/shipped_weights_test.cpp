// Covers weights/: the report that the article prints must be what the shipped
// files do. Needs the whole MNIST, hence MNIST_DIR.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/classifier/classifier.hpp"
#include "core/image/front_end.hpp"
#include "core/image/paper.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/measure/evaluation.hpp"

namespace second_opinion {
namespace {

class ShippedWeights : public ::testing::TestWithParam<const char*> {};

TEST_P(ShippedWeights, DoOnTheTestImagesWhatTheReportSays) {
  const char* folder = std::getenv("MNIST_DIR");
  if (folder == nullptr) GTEST_SKIP() << "set MNIST_DIR to a folder with the whole MNIST";
  const std::string name = GetParam();
  const auto weights = load_weights("weights/" + name + ".weights");
  ASSERT_TRUE(weights.ok()) << weights.error();
  const auto test = load_mnist(folder, MnistSet::kTest);
  ASSERT_TRUE(test.ok()) << test.error();
  const auto text = read_file("weights/report.json", 4u << 20);
  ASSERT_TRUE(text.ok()) << text.error();
  const auto report = nlohmann::json::parse(text.value().begin(), text.value().end());
  const auto& stated = report["networks"][name];

  const Evaluation measured = evaluate(predict(weights.value(), test.value()), test.value().labels);

  EXPECT_EQ(static_cast<int>(measured.errors.size()), stated["test"]["errors"].get<int>());
  EXPECT_NEAR(measured.loss, stated["test"]["loss"].get<double>(), 1e-4);
  EXPECT_EQ(std::filesystem::file_size("weights/" + name + ".weights"),
            stated["bytes"].get<std::size_t>());
  EXPECT_EQ(parameter_total(weights.value().network), stated["parameters"].get<std::size_t>());
}

TEST_P(ShippedWeights, AnswerPreparedAsOnThePlainPath) {
  const char* folder = std::getenv("MNIST_DIR");
  if (folder == nullptr) GTEST_SKIP() << "set MNIST_DIR to a folder with the whole MNIST";
  const auto weights = load_weights("weights/" + std::string(GetParam()) + ".weights");
  ASSERT_TRUE(weights.ok()) << weights.error();
  const auto test = load_mnist(folder, MnistSet::kTest);
  ASSERT_TRUE(test.ok()) << test.error();
  const std::vector<float> prepared = predict(weights.value(), test.value());
  std::array<float, kDigitCount> plain{};
  Tensor input;
  Workspace workspace;
  for (int i = 0; i < test.value().size(); ++i) {
    const DigitImage image = DigitImage::from_bytes(test.value().image(i));
    predict(weights.value(), std::span<const float>(image.pixels()), plain, input, workspace);
    const auto fast =
        std::span(prepared).subspan(static_cast<std::size_t>(i) * kDigitCount, kDigitCount);
    ASSERT_EQ(guess(fast), guess(plain)) << i;
    for (std::size_t digit = 0; digit < kDigitCount; ++digit)
      ASSERT_NEAR(fast[digit], plain[digit], 1e-5f) << i;
  }
}

// What the front end does to a picture, it does to no digit of MNIST's test set: the answers that
// the report counts are those to the digits themselves, to the last bit.
TEST(FrontEnd, LeavesEveryTestImageAsItIs) {
  const char* folder = std::getenv("MNIST_DIR");
  if (folder == nullptr) GTEST_SKIP() << "set MNIST_DIR to a folder with the whole MNIST";
  const auto test = load_mnist(folder, MnistSet::kTest);
  ASSERT_TRUE(test.ok()) << test.error();
  for (int i = 0; i < test.value().size(); ++i) {
    const DigitImage image = DigitImage::from_bytes(test.value().image(i));
    std::array<float, kImagePixels> seen;
    std::copy(image.pixels().begin(), image.pixels().end(), seen.begin());
    ASSERT_FALSE(apply_front_end(seen).changed()) << i;
    ASSERT_FALSE(looks_inverted(image.pixels())) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(All, ShippedWeights,
                         ::testing::Values("linear", "mlp", "cnn", "transformer", "nano"),
                         [](const auto& name) { return std::string(name.param); });

}  // namespace
}  // namespace second_opinion
