// All pictures are drawn from fixed seeds. The held-out digits decide nothing but the threshold.
#include "native_trainer/novelty/novelty_study.hpp"

#include <algorithm>
#include <numeric>

#include "core/learning/augmentation/augmentation.hpp"

namespace second_opinion {
namespace {

constexpr std::uint64_t kFitSeed = 1, kFreshSeed = 2;

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

Dataset bent_mildly(const Dataset& digits, std::uint64_t seed) {
  Dataset out{{}, digits.labels};
  Picture picture{};
  for (int i = 0; i < digits.size(); ++i) {
    augment(digits.image(i), mild_bending(),
            random_key(seed, Purpose::kAugmentation, {static_cast<std::uint64_t>(i)}), picture);
    const PictureBytes bytes = to_bytes(picture);
    out.pixels.insert(out.pixels.end(), bytes.begin(), bytes.end());
  }
  return out;
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

NoveltyModel fit(const ExampleInputs& inputs, const NoveltyInputs& held_out, double warned_share) {
  NoveltyModel model = fit_without(inputs, kNonDigitFamilies);
  set_warned_share(model, held_out, warned_share);
  return model;
}

// warns: of two networks' sums for one picture.
template <typename Warns>
NoveltyRule judged_by(const NoveltyVerdict& a, const NoveltyVerdict& b, Warns warns) {
  const auto share = [&](const std::vector<float>& x, const std::vector<float>& y) {
    double count = 0;
    for (std::size_t i = 0; i < x.size(); ++i) count += warns(x[i], y[i]);
    return count / static_cast<double>(std::max<std::size_t>(1, x.size()));
  };
  NoveltyRule out;
  out.warned = {share(a.held_out, b.held_out), share(a.held_out_mild, b.held_out_mild)};
  for (int family = 0; family < kNonDigitFamilies; ++family) {
    const auto f = static_cast<std::size_t>(family);
    const double here = share(a.fresh[f], b.fresh[f]);
    out.caught += here / kNonDigitFamilies;
    out.families.push_back({std::string(non_digit_name(static_cast<NonDigit>(family))), here});
  }
  return out;
}

}  // namespace

NoveltyExamples novelty_examples(const Dataset& training, const NoveltySettings& settings) {
  const Dataset plain = random_digits(training, settings.digits);
  NoveltyExamples examples{joined(plain, bent_mildly(plain, kFitSeed)), {}};
  for (int family = 0; family < kNonDigitFamilies; ++family)
    examples.others[static_cast<std::size_t>(family)] =
        make_non_digits(static_cast<NonDigit>(family), training, kFitSeed, settings.per_family);
  return examples;
}

NoveltyModel fitted_novelty(const WeightsFile& file, const NoveltyExamples& examples,
                            const Dataset& held_out, double warned_share, ThreadPool& pool) {
  const ExampleInputs inputs = inputs_of(file, examples, pool);
  return fit(inputs, novelty_inputs(file, held_out, pool), warned_share);
}

NoveltyPictures novelty_pictures(const Dataset& training, const Dataset& held_out,
                                 const NoveltySettings& settings) {
  NoveltyPictures pictures{
      novelty_examples(training, settings), held_out, bent_mildly(held_out, kFreshSeed), {}};
  for (int family = 0; family < kNonDigitFamilies; ++family)
    pictures.fresh[static_cast<std::size_t>(family)] =
        make_non_digits(static_cast<NonDigit>(family), held_out, kFreshSeed, settings.per_family);
  return pictures;
}

NoveltyVerdict judge_novelty(const WeightsFile& file, const NoveltyPictures& pictures,
                             double warned_share, ThreadPool& pool) {
  const ExampleInputs inputs = inputs_of(file, pictures.examples, pool);
  const NoveltyInputs held_out = novelty_inputs(file, pictures.held_out, pool);
  std::array<NoveltyInputs, kNonDigitFamilies> fresh;
  for (std::size_t f = 0; f < fresh.size(); ++f)
    fresh[f] = novelty_inputs(file, pictures.fresh[f], pool);
  NoveltyVerdict verdict;
  verdict.model = fit(inputs, held_out, warned_share);
  verdict.held_out = novelty_sums(verdict.model, held_out);
  verdict.held_out_mild =
      novelty_sums(verdict.model, novelty_inputs(file, pictures.held_out_mild, pool));
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
  row.warned = {share_above_zero(verdict.held_out), share_above_zero(verdict.held_out_mild)};
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
