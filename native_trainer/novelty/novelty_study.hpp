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
  double warned_share = 0.003;  // of held-out digits that may be warned about, 0..0.5
  int digits = 8000;            // training digits to fit on, each three times: see NoveltyExamples
  int per_family = 2000;        // non-digits of each family
};

// What a model is fitted on.
struct NoveltyExamples {
  Dataset digits;  // as they are, then mildly bent, then by unusual pens
  std::array<Dataset, kNonDigitFamilies> others;  // no digits, by family
};
NoveltyExamples novelty_examples(const Dataset& training, const NoveltySettings& settings);

// A threshold and what it is judged on share no digit: pictures at even places set it, those at odd
// places judge it.
Dataset threshold_half(const Dataset& held_out);
Dataset judging_half(const Dataset& held_out);

// The section for file.network as it is: fitted on `examples`, with the threshold that warns of at
// most `warned_share` of `threshold_digits`. Any change of the network's weights, rounding
// included, asks for another one. The network's last layer must be linear (novelty_features).
NoveltyModel fitted_novelty(const WeightsFile& file, const NoveltyExamples& examples,
                            const Dataset& threshold_digits, double warned_share, ThreadPool& pool);

// What a model is fitted on, what sets its threshold, and what it is judged on; the three share no
// digit and no key.
struct NoveltyPictures {
  NoveltyExamples examples;
  Dataset threshold;      // threshold_half of the held-out digits
  Dataset held_out;       // judging_half of them …
  Dataset held_out_mild;  // … mildly bent: other hands, still honest …
  Dataset held_out_pens;  // … and by unusual pens
  std::array<Dataset, kNonDigitFamilies> fresh;
};
NoveltyPictures novelty_pictures(const Dataset& training, const Dataset& held_out,
                                 const NoveltySettings& settings);

struct NoveltyVerdict {
  NoveltyModel model;
  // Sums, as all lists here; above 0 = warned about.
  std::vector<float> threshold, held_out, held_out_mild, held_out_pens;
  std::array<std::vector<float>, kNonDigitFamilies> fresh;
  std::array<double, kNonDigitFamilies> left_out_auroc{};  // of a model fitted without the family
};
NoveltyVerdict judge_novelty(const WeightsFile& file, const NoveltyPictures& pictures,
                             double warned_share, ThreadPool& pool);

// The areas compare with the digits of the judging half. auroc_left_out and caught are means over
// the families. Whether the pictures were unseen in the network's training is not known here.
NoveltyNetwork novelty_row(const std::string& network, const NoveltyVerdict& verdict);
// A warning when either network doubts, when both do, or when their sums' mean does (on the page:
// when the two novelties' mean is above 0.5, which is the same).
NoveltyTogether novelty_together(const NoveltyVerdict& a, const NoveltyVerdict& b);

}  // namespace second_opinion
