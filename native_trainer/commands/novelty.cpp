// `trainer novelty`: gives weights files the section that says what looks unlike
// a digit, and writes down what it is worth.
#include <cstdio>

#include "core/report/report_file.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/data/provenance.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/novelty/novelty_study.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::vector<std::string> weights;
  std::vector<std::string> out;  // as many, or none
  std::string json;
  std::string data;
  NoveltySettings settings;
  int threads = 0;
};

// The stored numbers stay as they are: the section is fitted to them.
std::optional<std::string> write_with(const std::string& from, const std::string& to,
                                      const NoveltyModel& model) {
  const auto bytes = read_file(from, kMaxWeightsBytes);
  if (!bytes) return bytes.error();
  WeightsFile file = decode_weights(bytes.value()).value();
  file.novelty = model;
  const auto stored = encode_weights(file, storage_of(bytes.value()));
  if (const auto error = write_file(to, stored)) return error;
  std::printf("wrote %s: %zu bytes, %zu more than before\n", to.c_str(), stored.size(),
              stored.size() - bytes.value().size());
  return std::nullopt;
}

void print_warned(const NoveltyWarned& warned) {
  const auto print = [](const char* of, double share,
                        const std::optional<ReportInterval>& measured) {
    const ReportInterval interval = measured.value_or(ReportInterval{});
    std::printf("  warns of %.2f %% (%.2f to %.2f) of %s\n", 100 * share, 100 * interval.low,
                100 * interval.high, of);
  };
  print("held-out digits that set no threshold", warned.held_out, warned.held_out_interval);
  print("the same, mildly bent", warned.mild, warned.mild_interval);
  print("the same, by unusual pens", warned.pens, warned.pens_interval);
}

void print_row(const NoveltyNetwork& row) {
  std::printf("%s: catches %.1f %%; area %.4f, families left out %.4f\n", row.network.c_str(),
              100 * row.caught, row.auroc, row.auroc_left_out);
  print_warned(row.warned);
  for (const NoveltyFamily& family : row.families)
    std::printf("  %-23s area %.4f  left out %.4f  caught %.1f %%\n", family.family.c_str(),
                family.auroc, family.auroc_left_out, 100 * family.caught);
}

// As the page lets the two judge.
void print_mean(const NoveltyRule& mean) {
  std::printf("both, by their mean: catches %.1f %%\n", 100 * mean.caught);
  print_warned(mean.warned);
  for (const NoveltyRule::Family& family : mean.families)
    std::printf("  %-23s caught %.1f %%\n", family.family.c_str(), 100 * family.caught);
}

int run_novelty(const Options& options) {
  const std::vector<std::string>&from = options.weights, &to = options.out;
  if (!to.empty() && from.size() != to.size())
    return fail_usage("novelty", "--out must name as many files as --weights");
  const auto train = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!train) return fail("novelty", train.error());
  const JudgingPictures judging = judging_pictures({}, train.value());
  const NoveltyPictures pictures =
      novelty_pictures(judging.training, judging.held_out, options.settings);
  ThreadPool pool(options.threads);
  NoveltyStudy study;
  study.warned_share = options.settings.warned_share;
  study.digits = pictures.examples.digits.size();
  study.others = options.settings.per_family;
  study.threshold_images = pictures.threshold.size();
  study.images = pictures.held_out.size();
  std::vector<NoveltyVerdict> verdicts;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const auto file = load_weights(from[i]);
    if (!file) return fail("novelty", file.error());
    if (novelty_features(file.value().network) == 0)
      return fail("novelty", from[i] + ": its last layer is not linear");
    verdicts.push_back(judge_novelty(file.value(), pictures, options.settings.warned_share, pool));
    NoveltyNetwork row =
        novelty_row(std::filesystem::path(from[i]).stem().string(), verdicts.back());
    row.unseen = judging_pictures(file.value(), train.value()).unseen;
    print_row(row);
    study.networks.push_back(std::move(row));
    if (to.empty()) continue;
    if (const auto error = write_with(from[i], to[i], verdicts.back().model))
      return fail("novelty", *error);
  }
  if (verdicts.size() == 2) {
    study.together = novelty_together(verdicts[0], verdicts[1]);
    print_mean(study.together.mean);
  }
  if (options.json.empty()) return kExitDone;
  if (const auto error = write_file(options.json, write_study(study)))
    return fail("novelty", *error);
  return kExitDone;
}

}  // namespace

void add_novelty_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "novelty", "Teach weights files to say what looks unlike a digit, and measure it");
  auto options = std::make_shared<Options>();
  add_list(*command, "--weights", options->weights, "Weights files, separated by commas")
      ->required();
  add_list(*command, "--out", options->out,
           "The files to write, as many (may be the same); without it nothing but the study");
  command->add_option(
      "--json", options->json,
      "Write the study there, such as weights/studies/novelty.json (validation runs)");
  add_data_option(*command, options->data);
  command
      ->add_option("--warned", options->settings.warned_share,
                   "Share that may be warned about of the held-out digits that set the threshold")
      ->check(CLI::Range(0.0, 0.5));
  command
      ->add_option("--digits", options->settings.digits,
                   "Training digits to fit on, each also mildly bent and by an unusual pen")
      ->check(CLI::Range(1, 60000));
  command->add_option("--others", options->settings.per_family, "Non-digits of each family")
      ->check(CLI::Range(1, 100000));
  add_threads_option(*command, options->threads);
  command->callback([options, &exit_code] { exit_code = run_novelty(*options); });
}

}  // namespace second_opinion
