// `trainer families`: networks under every family of disturbance that training knows → a table.
#include "native_trainer/measure/families.hpp"

#include <cstdio>

#include "core/report/report_file.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/data/provenance.hpp"
#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::vector<std::string> weights;
  std::string data;
  std::string out = "weights/studies/families.json";
  int images = 0;
  int threads = 0;
};

int run_families(const Options& options) {
  const auto train = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!train) return fail("families", train.error());
  std::vector<FamilyContestant> contestants;
  for (const std::string& path : options.weights) {
    auto file = load_weights(path);
    if (!file) return fail("families", file.error());
    const bool unseen = judging_pictures(file.value(), train.value()).unseen;
    if (!unseen)
      complain("families",
               path + " was not trained without the held-out pictures; its numbers flatter it");
    contestants.push_back(
        {std::filesystem::path(path).stem().string(), std::move(file).value(), unseen});
  }
  const Dataset digits = held_out_digits(train.value(), options.images);
  const FamiliesStudy study =
      measure_families(contestants, digits, options.threads, [](const FamilyRow& row) {
        std::printf("%-17s %.1f", row.family.c_str(), row.strength);
        for (const auto& [name, accuracy] : row.accuracy.entries)
          std::printf("  %s %.2f %%", name.c_str(), 100 * accuracy);
        std::printf("\n");
        std::fflush(stdout);
      });
  for (const FamilyNetwork& n : study.networks)
    std::printf(
        "%s (taught: %s): clean %.2f %%, first half %.2f %%, second half %.2f %%, worst %s %.2f "
        "%%\n",
        n.network.c_str(), n.taught.c_str(), 100 * n.clean.accuracy, 100 * n.first_half,
        100 * n.second_half, n.worst_name.c_str(), 100 * n.worst_family);
  if (const auto error = write_file(options.out, write_study(study)))
    return fail("families", *error);
  return kExitDone;
}

}  // namespace

void add_families_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "families", "Accuracy on held-out digits under every family of disturbance of training");
  auto options = std::make_shared<Options>();
  add_list(*command, "--weights", options->weights,
           "Weights files of validation runs, separated by commas")
      ->required();
  add_data_option(*command, options->data);
  command->add_option("--out", options->out, "The JSON file to write")->capture_default_str();
  command
      ->add_option("--images", options->images,
                   "Only so many of the held-out digits (default: all)")
      ->check(CLI::Range(1, 60000));
  add_threads_option(*command, options->threads);
  command->callback([options, &exit_code] { exit_code = run_families(*options); });
}

}  // namespace second_opinion
