// Covers web/app/occlusion_study.cpp: slices of any length end in what classifying each occluded
// picture says.
#include "web/app/occlusion_study.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"

namespace second_opinion {
namespace {

TEST(OcclusionStudy, EndsInWhatBothNetworksSayOfTheOccludedDigit) {
  const auto live = sample_live();
  OcclusionStudy study(live->cnn(), live->transformer(), live->image());
  int slices = 0;
  float progress = study.progress();
  while (!study.done()) {
    study.work(0);
    EXPECT_GT(study.progress(), progress);
    progress = study.progress();
    ++slices;
  }
  EXPECT_GT(slices, 10) << "in slices, not at once";
  EXPECT_FLOAT_EQ(progress, 1);
  for (const auto& [network, shared] : {std::pair(NetworkId::kCnn, &live->cnn()),
                                        std::pair(NetworkId::kTransformer, &live->transformer())}) {
    Classifier classifier(shared->file());
    for (const int pixel : {0, 392, 401, 410, 783}) {
      const Classification expected =
          classifier.classify(occluded(live->image(), pixel / kImageSide, pixel % kImageSide));
      for (std::size_t d = 0; d < kDigitCount; ++d)
        EXPECT_EQ(study.map(network).at(pixel)[d], expected.probabilities[d]);
    }
  }
}

TEST(OcclusionStudy, TakesLittleOfAFrameAndMoreOfASlowOne) {
  EXPECT_DOUBLE_EQ(study_milliseconds(1.0 / 60), 10);
  EXPECT_DOUBLE_EQ(study_milliseconds(0.1), 25);
  EXPECT_DOUBLE_EQ(study_milliseconds(60), 40) << "and after a rest not for ever";
}

}  // namespace
}  // namespace second_opinion
