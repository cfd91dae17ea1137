// Covers native_trainer/distillation/teacher_ensemble.cpp, and with core's training_step.cpp that
// a student sees exactly the pictures on which its teachers were run.
#include "native_trainer/distillation/teacher_ensemble.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/half.hpp"
#include "core/base/random.hpp"
#include "core/image/network_input.hpp"
#include "core/learning/training/training_step.hpp"
#include "tests/support/banks.hpp"

namespace second_opinion {
namespace {

TEST(TeacherEnsemble, RowsAreTheMeanOfCalibratedLogitsOnTheAugmentedPicture) {
  const Dataset data = testing::bars_dataset(30);
  const Recipe recipe = testing::distilled_recipe();
  const BankJob job = testing::bank_job(recipe, data);
  const TeacherBank bank = testing::small_bank(recipe, data);
  ASSERT_EQ(bank.logits.size(), 3u * 24 * kDigitCount);
  Workspace workspace;
  for (const auto& [view, row] : {std::pair{0, 5}, {1, 0}, {2, 23}}) {
    const int image = job.training_part[static_cast<std::size_t>(row)];
    Tensor picture({1, kImageSide, kImageSide, 1});
    const std::uint64_t key =
        random_key(recipe.seed, Purpose::kAugmentation,
                   {static_cast<std::uint64_t>(view), static_cast<std::uint64_t>(image)});
    augment(data.image(image),
            view == 2 ? scaled(recipe.augmentation, recipe.augmentation.light_factor)
                      : recipe.augmentation,
            key, std::span<float, kImagePixels>(picture.data(), kImagePixels));
    std::array<float, kDigitCount> mean{};
    for (const Teacher& teacher : job.teachers) {
      Tensor input = picture;
      prepare_network_input(input.values, InkScale::kByte, teacher.file.input_mean,
                            teacher.file.input_deviation);
      const Tensor& logits = forward(teacher.file.network, input, workspace);
      for (std::size_t k = 0; k < kDigitCount; ++k)
        mean[k] += logits.values[k] / teacher.file.temperature / 2;
    }
    for (std::size_t k = 0; k < kDigitCount; ++k)
      EXPECT_NEAR(
          half_to_float(
              bank.logits
                  [(static_cast<std::size_t>(view) * 24 + static_cast<std::size_t>(row)) * 10 + k]),
          mean[k], 2e-3 * (1 + std::abs(mean[k])));
  }
}

TEST(TeacherEnsemble, AnyNumberOfThreadsGivesTheSameBytes) {
  const Dataset data = testing::bars_dataset(150);
  const BankJob job = testing::bank_job(testing::distilled_recipe(), data);
  std::vector<std::vector<unsigned char>> bytes;
  for (const int threads : {1, 2, 3}) {
    ThreadPool pool(threads);
    TeacherBank bank = make_bank(job, data, pool);
    bytes.push_back(encode_bank(bank));
  }
  EXPECT_EQ(bytes[0], bytes[1]);
  EXPECT_EQ(bytes[0], bytes[2]);
}

TEST(TeacherEnsemble, CountsRightAnswersOverAllViews) {
  const Dataset data = testing::bars_dataset(30);
  const BankJob job = testing::bank_job(testing::distilled_recipe(), data);
  ThreadPool pool(2);
  std::vector<double> views;
  const TeacherBank bank = make_bank(job, data, pool, [&](int view, double accuracy) {
    views.push_back(accuracy);
    EXPECT_EQ(view, static_cast<int>(views.size()));
  });
  int right = 0;
  for (int row = 0; row < 3 * 24; ++row) {
    std::array<float, kDigitCount> logits{};
    for (std::size_t k = 0; k < kDigitCount; ++k)
      logits[k] = half_to_float(bank.logits[static_cast<std::size_t>(row) * 10 + k]);
    const auto guess = std::max_element(logits.begin(), logits.end()) - logits.begin();
    right += guess == data.labels[static_cast<std::size_t>(
                          job.training_part[static_cast<std::size_t>(row % 24)])];
  }
  ASSERT_EQ(views.size(), 3u);
  EXPECT_NEAR(bank.accuracy, right / 72.0, 1.5 / 72);  // rounding to float16 may break a tie
  EXPECT_NEAR((views[0] + views[1] + views[2]) / 3, bank.accuracy, 1e-9);
  EXPECT_EQ(bank.teachers.size(), 2u);
}

TEST(TeacherEnsemble, LightViewsFollowTheRecipe) {
  Recipe recipe = testing::small_recipe();  // three epochs, the last one light
  EXPECT_EQ(light_views(recipe, 3), 1);
  EXPECT_EQ(light_views(recipe, 40), 1);
  EXPECT_EQ(light_views(recipe, 1), std::nullopt);
  recipe.augmentation.light_last_epochs = 3;
  EXPECT_EQ(light_views(recipe, 2), 2);
}

// The largest gradient in a step of a student that is its own only teacher.
double largest_gradient(const Recipe& student, const TeacherBank& bank, const Dataset& data,
                        const Network& network, int epoch) {
  const auto part = training_part(split_indices(data.size(), student.validation_fraction),
                                  student.training_images);
  const DistillationTargets targets(bank.teacher_logits(), student, part);
  ThreadPool pool(2);
  TrainingStep step(student, data, pool, &targets);
  step.run(network, part, epoch, 0);
  double largest = 0;
  for (const auto& values : step.gradients().values)
    for (const float value : values)
      largest = std::max(largest, static_cast<double>(std::abs(value)));
  return largest;
}

TEST(TeacherEnsemble, AStudentSeesExactlyThePicturesItsTeachersSaw) {
  const Dataset data = testing::bars_dataset(40);
  Recipe recipe = testing::distilled_recipe(R"("distillation": {"weight": 1, "temperature": 2}, )");
  BankJob job = testing::bank_job(recipe, data);
  const NetworkSpec spec = testing::linear_spec();  // no noise, no batch statistics
  WeightsFile self{testing::random_network(spec), recipe.input_mean, recipe.input_deviation, 1, ""};
  for (auto& parameter : self.network.parameters)
    for (float& value : parameter.values) value *= 0.1f;
  job.teachers = {{self, "self", 0}};
  ThreadPool pool(2);
  const TeacherBank bank = make_bank(job, data, pool);
  Recipe student = recipe;
  student.network = spec;
  student.seed = recipe.seed + 100;  // moves first values and order, not the pictures
  student.epochs = 6;
  for (const int epoch : {0, 1, 2, 5})
    EXPECT_LT(largest_gradient(student, bank, data, self.network, epoch), 5e-4) << epoch;
  TeacherBank other = bank;  // its logits belong to other pictures
  ++other.seed;
  EXPECT_GT(largest_gradient(student, other, data, self.network, 0), 5e-3);
  other = bank;
  std::copy_n(bank.logits.begin(), 320, other.logits.begin() + 320);  // view 0's logits in view 1
  EXPECT_GT(largest_gradient(student, other, data, self.network, 1), 5e-3);
}

}  // namespace
}  // namespace second_opinion
