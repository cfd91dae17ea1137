// `trainer stress`: networks on the stress set → a table (JSON) and a sheet (PNG).
#include "native_trainer/synthetic/stress_set.hpp"

#include <cstdio>
#include <numeric>

#include "core/report/report_file.hpp"
#include "native_trainer/commands/commands.hpp"
#include "native_trainer/data/provenance.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/measure/report_facts.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::vector<std::string> weights;
  std::string data;
  std::string out = "weights/studies/stress.json";
  int images = 0;
  int threads = 0;
};

struct Contestant {
  std::string name;
  WeightsFile file;
  bool unseen = false;
  double sum = 0;
  double worst = 1;
};

int fail(const std::string& message) {
  std::fprintf(stderr, "trainer stress: %s\n", message.c_str());
  return kExitFailure;
}

Result<std::vector<Contestant>, std::string> load_all(const std::vector<std::string>& paths,
                                                      const Dataset& train) {
  std::vector<Contestant> all;
  for (const std::string& path : paths) {
    auto file = load_weights(path);
    if (!file) return Failure{file.error()};
    const bool unseen = judging_pictures(file.value(), train).unseen;
    if (!unseen)
      std::fprintf(stderr,
                   "trainer stress: %s was not trained without the held-out pictures; its numbers "
                   "flatter it\n",
                   path.c_str());
    all.push_back({std::filesystem::path(path).stem().string(), std::move(file).value(), unseen});
  }
  return all;
}

Evaluation measure(const Contestant& contestant, const Dataset& digits, int threads) {
  return evaluate(predict(contestant.file, digits, threads), digits.labels);
}

std::vector<StressRow> stress_rows(std::vector<Contestant>& contestants, const Dataset& digits,
                                   int threads) {
  std::vector<StressRow> rows;
  for (std::size_t d = 0; d < disturbances().size(); ++d) {
    const Disturbance& disturbance = disturbances()[d];
    for (int strength = 0; strength < kStressStrengths; ++strength) {
      const Dataset set = disturbed(digits, d, strength);
      const auto amount =
          static_cast<double>(disturbance.amounts[static_cast<std::size_t>(strength)]);
      StressRow row{std::string(disturbance.name), strength + 1,  amount,
                    std::string(disturbance.unit), digits.size(), {}};
      std::printf("%-11s %6g %-28s", row.disturbance.c_str(), amount, row.unit.c_str());
      for (Contestant& contestant : contestants) {
        const double accuracy = measure(contestant, set, threads).accuracy;
        contestant.sum += accuracy;
        contestant.worst = std::min(contestant.worst, accuracy);
        row.accuracy.entries.push_back({contestant.name, accuracy});
        std::printf("  %s %.2f %%", contestant.name.c_str(), 100 * accuracy);
      }
      std::printf("\n");
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

Dataset held_out_digits(const Dataset& train, int most) {
  Dataset digits = judging_pictures({}, train).held_out;
  if (most <= 0 || most >= digits.size()) return digits;
  std::vector<int> first(static_cast<std::size_t>(most));
  std::iota(first.begin(), first.end(), 0);
  return subset(digits, first);
}

StressStudy make_study(std::vector<Contestant>& contestants, const Dataset& digits, int threads) {
  StressStudy study;
  study.images = digits.size();
  for (const Contestant& c : contestants)
    study.networks.push_back({c.name, c.unseen, report_score(measure(c, digits, threads)), 0, 0});
  study.rows = stress_rows(contestants, digits, threads);
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    study.networks[i].mean = contestants[i].sum / static_cast<double>(study.rows.size());
    study.networks[i].worst = contestants[i].worst;
  }
  return study;
}

int run_stress(const Options& options) {
  const auto train = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!train) return fail(train.error());
  auto contestants = load_all(options.weights, train.value());
  if (!contestants) return fail(contestants.error());
  const Dataset digits = held_out_digits(train.value(), options.images);
  StressStudy study = make_study(contestants.value(), digits, options.threads);
  const std::filesystem::path sheet_path =
      std::filesystem::path(options.out).replace_extension(".png");
  const GreySheet sheet = stress_sheet(digits, 0);
  study.sheet = {sheet_path.filename().string(), sheet.columns, kImageSide, sheet.count};
  study.digit = {0, digits.labels[0]};
  const auto png = encode_png(sheet);
  if (!png) return fail(png.error());
  if (const auto error = write_file(sheet_path, png.value())) return fail(*error);
  if (const auto error = write_file(options.out, write_study(study))) return fail(*error);
  return kExitDone;
}

}  // namespace

void add_stress_command(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("stress", "Accuracy on held-out digits, disturbed in one way at a time");
  auto options = std::make_shared<Options>();
  add_list(*command, "--weights", options->weights,
           "Weights files of validation runs, separated by commas")
      ->required();
  command->add_option("--data", options->data,
                      "Folder of MNIST's training files (else MNIST_DIR, else data/mnist)");
  command->add_option("--out", options->out, "The JSON file to write; the sheet lies beside it")
      ->capture_default_str();
  command
      ->add_option("--images", options->images,
                   "Only so many of the held-out digits (default: all)")
      ->check(CLI::Range(1, 60000));
  command->add_option("--threads", options->threads, "Threads (default: all cores)")
      ->check(CLI::Range(0, 1024));
  command->callback([options, &exit_code] { exit_code = run_stress(*options); });
}

}  // namespace second_opinion
