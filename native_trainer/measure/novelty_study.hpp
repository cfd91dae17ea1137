// From a network and MNIST's training pictures to a fitted NoveltyModel and what
// it is worth: on held-out digits and on fresh non-digits, each family also judged by a
// model that never met it. Reads and writes no file.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/report/novelty_study.hpp"
#include "native_trainer/measure/non_digits.hpp"
#include "native_trainer/measure/novelty_fit.hpp"

namespace second_opinion {

// What is fitted on and what is judged on; the two share no digit and no key.
struct NoveltyPictures {
  Dataset digits;         // of the training part: as they are, and mildly bent
  Dataset held_out;       // as they are
  Dataset held_out_mild;  // mildly bent: other hands, still honest
  std::array<Dataset, kNonDigitFamilies> others, fresh;
};
NoveltyPictures novelty_pictures(const Dataset& training, const Dataset& held_out, int digits,
                                 int per_family);

struct NoveltyVerdict {
  NoveltyModel model;
  std::vector<float> held_out, held_out_mild;               // sums; above 0 = warned about
  std::array<std::vector<float>, kNonDigitFamilies> fresh;  // sums
  std::array<double, kNonDigitFamilies> left_out_auroc{};   // of a model fitted without the family
};
NoveltyVerdict judge_novelty(const WeightsFile& file, const NoveltyPictures& pictures,
                             double warned_share, ThreadPool& pool);

// auroc_left_out and caught are means over the families. Whether the pictures were unseen in the
// network's training is not known here.
NoveltyNetwork novelty_row(const std::string& network, const NoveltyVerdict& verdict);
// A warning when either network doubts, when both do, or when their sums' mean does (on the page:
// when the two novelties' mean is above 0.5, which is the same).
NoveltyTogether novelty_together(const NoveltyVerdict& a, const NoveltyVerdict& b);

}  // namespace second_opinion
