// From a network and MNIST's training pictures to a fitted NoveltyModel and what
// it is worth: on held-out digits and on fresh non-digits, each family also judged by a
// model that never met it. Reads and writes no file.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/report/novelty_study.hpp"
#include "native_trainer/novelty/novelty_fit.hpp"
#include "native_trainer/synthetic/non_digits.hpp"

namespace second_opinion {

// What a novelty section is made with.
struct NoveltySettings {
  double warned_share = 0.005;  // of held-out digits that may be warned about, 0..0.5
  int digits = 8000;            // training digits to fit on, each also mildly bent
  int per_family = 2000;        // non-digits of each family
};

// What a model is fitted on.
struct NoveltyExamples {
  Dataset digits;                                 // as they are, then mildly bent
  std::array<Dataset, kNonDigitFamilies> others;  // no digits, by family
};
NoveltyExamples novelty_examples(const Dataset& training, const NoveltySettings& settings);

// The section for file.network as it is: fitted on `examples`, with the threshold that warns of at
// most `warned_share` of the held-out digits. Any change of the network's weights, rounding
// included, asks for another one. The network's last layer must be linear (novelty_features).
NoveltyModel fitted_novelty(const WeightsFile& file, const NoveltyExamples& examples,
                            const Dataset& held_out, double warned_share, ThreadPool& pool);

// What a model is fitted on and what it is judged on; the two share no digit and no key.
struct NoveltyPictures {
  NoveltyExamples examples;
  Dataset held_out;       // digits as they are
  Dataset held_out_mild;  // mildly bent: other hands, still honest
  std::array<Dataset, kNonDigitFamilies> fresh;
};
NoveltyPictures novelty_pictures(const Dataset& training, const Dataset& held_out,
                                 const NoveltySettings& settings);

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
