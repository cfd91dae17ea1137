// All pictures are drawn from fixed seeds. One half of the held-out digits decides the threshold
// and nothing else; the other half decides nothing.
#include "native_trainer/novelty/novelty_study.hpp"

#include <algorithm>
#include <numeric>

#include "core/learning/augmentation/augmentation.hpp"
#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/measure/report_facts.hpp"
#include "native_trainer/synthetic/unusual_pens.hpp"

namespace second_opinion {
namespace {

constexpr std::uint64_t kFitSeed = 1, kFreshSeed = 2;
constexpr std::uint64_t kPenStream = 1;  // apart from other users of Purpose::kDisturbance

// About what another hand does; a digit bent so far is a digit still.
constexpr AugmentationSettings mild_bending() {
  AugmentationSettings s;
  s.rotation_degrees = 10;
  s.scale = 0.12;
  s.shear_degrees = 8;
  s.shift_pixels = 1.5;
  s.elastic_probability = 0.4;
  s.elastic_peak_pixels = 1;
  s.thickness_probability = 0.5;
  s.thickness = 0.7;
  return s;
}

// change: (digit, its place) → Picture.
template <typename Change>
Dataset each_changed(const Dataset& digits, Change change) {
  Dataset out{{}, digits.labels};
  for (int i = 0; i < digits.size(); ++i) {
    const PictureBytes bytes = to_bytes(change(digits.image(i), static_cast<std::uint64_t>(i)));
    out.pixels.insert(out.pixels.end(), bytes.begin(), bytes.end());
  }
  return out;
}

Dataset bent_mildly(const Dataset& digits, std::uint64_t seed) {
  return each_changed(digits, [&](auto image, std::uint64_t place) {
    Picture picture{};
    augment(image, mild_bending(), random_key(seed, Purpose::kAugmentation, {place}), picture);
    return picture;
  });
}

Dataset by_unusual_pens(const Dataset& digits, std::uint64_t seed) {
  return each_changed(digits, [&](auto image, std::uint64_t place) {
    Random random(random_key(seed, Purpose::kDisturbance, {kPenStream, place}));
    return by_unusual_pen(to_picture(image), random);
  });
}

Dataset every_other(const Dataset& data, int first) {
  std::vector<int> places;
  for (int i = first; i < data.size(); i += 2) places.push_back(i);
  return subset(data, places);
}

Dataset joined(Dataset a, const Dataset& b) {
  a.pixels.insert(a.pixels.end(), b.pixels.begin(), b.pixels.end());
  a.labels.insert(a.labels.end(), b.labels.begin(), b.labels.end());
  return a;
}

Dataset random_digits(const Dataset& data, int count) {
  std::vector<int> order = random_order(data.size(), random_key(kFitSeed, Purpose::kShuffle));
  order.resize(static_cast<std::size_t>(std::min(count, data.size())));
  return subset(data, order);
}

struct ExampleInputs {
  NoveltyInputs digits;
  std::array<NoveltyInputs, kNonDigitFamilies> others;
};

ExampleInputs inputs_of(const WeightsFile& file, const NoveltyExamples& examples,
                        ThreadPool& pool) {
  ExampleInputs inputs{novelty_inputs(file, examples.digits, pool), {}};
  for (std::size_t f = 0; f < inputs.others.size(); ++f)
    inputs.others[f] = novelty_inputs(file, examples.others[f], pool);
  return inputs;
}

// A model that never met the family `left_out`; kNonDigitFamilies leaves none out.
NoveltyModel fit_without(const ExampleInputs& inputs, std::size_t left_out) {
  std::vector<const NoveltyInputs*> parts;
  for (std::size_t f = 0; f < inputs.others.size(); ++f)
    if (f != left_out) parts.push_back(&inputs.others[f]);
  return fit_novelty(inputs.digits, stacked(parts));
}

NoveltyModel fit(const ExampleInputs& inputs, const NoveltyInputs& threshold, double warned_share) {
  NoveltyModel model = fit_without(inputs, kNonDigitFamilies);
  set_warned_share(model, threshold, warned_share);
  return model;
}

int count_warned(const std::vector<float>& sums) {
  return static_cast<int>(std::count_if(sums.begin(), sums.end(), [](float s) { return s > 0; }));
}

// What is measured of honest digits: warned_by says how many of one of a verdict's lists are warned
// of. images: of the judging half, threshold: of the other.
template <typename WarnedBy>
NoveltyWarned warned_shares(const NoveltyVerdict& verdict, WarnedBy warned_by) {
  const int images = static_cast<int>(verdict.held_out.size());
  const auto share = [](int warned, std::size_t of) {
    return static_cast<double>(warned) / static_cast<double>(std::max<std::size_t>(1, of));
  };
  const auto judged = [&](std::vector<float> NoveltyVerdict::*list, double& into,
                          std::optional<ReportInterval>& interval) {
    const int warned = warned_by(list);
    into = share(warned, verdict.held_out.size());
    interval = report_interval(wilson_interval(warned, images));
  };
  NoveltyWarned out;
  out.threshold_half = share(warned_by(&NoveltyVerdict::threshold), verdict.threshold.size());
  judged(&NoveltyVerdict::held_out, out.held_out, out.held_out_interval);
  judged(&NoveltyVerdict::held_out_mild, out.mild, out.mild_interval);
  judged(&NoveltyVerdict::held_out_pens, out.pens, out.pens_interval);
  return out;
}

// warns: of two networks' sums for one picture.
template <typename Warns>
NoveltyRule judged_by(const NoveltyVerdict& a, const NoveltyVerdict& b, Warns warns) {
  const auto count = [&](const std::vector<float>& x, const std::vector<float>& y) {
    int warned = 0;
    for (std::size_t i = 0; i < x.size(); ++i) warned += warns(x[i], y[i]);
    return warned;
  };
  NoveltyRule out;
  out.warned = warned_shares(
      a, [&](std::vector<float> NoveltyVerdict::*list) { return count(a.*list, b.*list); });
  for (int family = 0; family < kNonDigitFamilies; ++family) {
    const auto f = static_cast<std::size_t>(family);
    const double here = static_cast<double>(count(a.fresh[f], b.fresh[f])) /
                        static_cast<double>(std::max<std::size_t>(1, a.fresh[f].size()));
    out.caught += here / kNonDigitFamilies;
    out.families.push_back({std::string(non_digit_name(static_cast<NonDigit>(family))), here});
  }
  return out;
}

}  // namespace

Dataset threshold_half(const Dataset& held_out) {
  return every_other(held_out, 0);
}

Dataset judging_half(const Dataset& held_out) {
  return every_other(held_out, 1);
}

NoveltyExamples novelty_examples(const Dataset& training, const NoveltySettings& settings) {
  const Dataset plain = random_digits(training, settings.digits);
  NoveltyExamples examples{
      joined(joined(plain, bent_mildly(plain, kFitSeed)), by_unusual_pens(plain, kFitSeed)), {}};
  for (int family = 0; family < kNonDigitFamilies; ++family)
    examples.others[static_cast<std::size_t>(family)] =
        make_non_digits(static_cast<NonDigit>(family), training, kFitSeed, settings.per_family);
  return examples;
}

NoveltyModel fitted_novelty(const WeightsFile& file, const NoveltyExamples& examples,
                            const Dataset& threshold_digits, double warned_share,
                            ThreadPool& pool) {
  const ExampleInputs inputs = inputs_of(file, examples, pool);
  return fit(inputs, novelty_inputs(file, threshold_digits, pool), warned_share);
}

NoveltyPictures novelty_pictures(const Dataset& training, const Dataset& held_out,
                                 const NoveltySettings& settings) {
  const Dataset judging = judging_half(held_out);
  NoveltyPictures pictures{novelty_examples(training, settings),
                           threshold_half(held_out),
                           judging,
                           bent_mildly(judging, kFreshSeed),
                           by_unusual_pens(judging, kFreshSeed),
                           {}};
  for (int family = 0; family < kNonDigitFamilies; ++family)
    pictures.fresh[static_cast<std::size_t>(family)] =
        make_non_digits(static_cast<NonDigit>(family), judging, kFreshSeed, settings.per_family);
  return pictures;
}

NoveltyVerdict judge_novelty(const WeightsFile& file, const NoveltyPictures& pictures,
                             double warned_share, ThreadPool& pool) {
  const ExampleInputs inputs = inputs_of(file, pictures.examples, pool);
  const NoveltyInputs threshold = novelty_inputs(file, pictures.threshold, pool),
                      held_out = novelty_inputs(file, pictures.held_out, pool);
  std::array<NoveltyInputs, kNonDigitFamilies> fresh;
  for (std::size_t f = 0; f < fresh.size(); ++f)
    fresh[f] = novelty_inputs(file, pictures.fresh[f], pool);
  NoveltyVerdict verdict;
  verdict.model = fit(inputs, threshold, warned_share);
  verdict.threshold = novelty_sums(verdict.model, threshold);
  verdict.held_out = novelty_sums(verdict.model, held_out);
  verdict.held_out_mild =
      novelty_sums(verdict.model, novelty_inputs(file, pictures.held_out_mild, pool));
  verdict.held_out_pens =
      novelty_sums(verdict.model, novelty_inputs(file, pictures.held_out_pens, pool));
  for (std::size_t f = 0; f < fresh.size(); ++f)
    verdict.fresh[f] = novelty_sums(verdict.model, fresh[f]);
  pool.run(kNonDigitFamilies, [&](int family, int) {
    const auto f = static_cast<std::size_t>(family);
    const NoveltyModel stranger = fit_without(inputs, f);
    verdict.left_out_auroc[f] =
        auroc(novelty_sums(stranger, held_out), novelty_sums(stranger, fresh[f]));
  });
  return verdict;
}

NoveltyNetwork novelty_row(const std::string& network, const NoveltyVerdict& verdict) {
  NoveltyNetwork row;
  row.network = network;
  row.warned = warned_shares(verdict, [&](std::vector<float> NoveltyVerdict::*list) {
    return count_warned(verdict.*list);
  });
  std::vector<float> all;
  for (int family = 0; family < kNonDigitFamilies; ++family) {
    const auto f = static_cast<std::size_t>(family);
    const std::vector<float>& sums = verdict.fresh[f];
    all.insert(all.end(), sums.begin(), sums.end());
    const double caught = share_above_zero(sums);
    row.caught += caught / kNonDigitFamilies;
    row.auroc_left_out += verdict.left_out_auroc[f] / kNonDigitFamilies;
    row.families.push_back({std::string(non_digit_name(static_cast<NonDigit>(family))),
                            auroc(verdict.held_out, sums), verdict.left_out_auroc[f], caught});
  }
  row.auroc = auroc(verdict.held_out, all);
  return row;
}

NoveltyTogether novelty_together(const NoveltyVerdict& a, const NoveltyVerdict& b) {
  return {judged_by(a, b, [](float x, float y) { return x > 0 || y > 0; }),
          judged_by(a, b, [](float x, float y) { return x > 0 && y > 0; }),
          judged_by(a, b, [](float x, float y) { return x + y > 0; })};
}

}  // namespace second_opinion
