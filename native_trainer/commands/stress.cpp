// `trainer stress`: networks on the stress set → a table (JSON) and a sheet (PNG).
#include <cstdio>

#include "core/report/report_file.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/data/provenance.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/studies/stress_study.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::vector<std::string> weights;
  std::string data;
  std::string out = "weights/studies/stress.json";
  int images = 0;
  int threads = 0;
};

Result<std::vector<StressedNetwork>, std::string> load_all(const std::vector<std::string>& paths,
                                                           const Dataset& train) {
  std::vector<StressedNetwork> networks;
  for (const std::string& path : paths) {
    auto file = load_weights(path);
    if (!file) return Failure{file.error()};
    const bool unseen = judging_pictures(file.value(), train).unseen;
    if (!unseen)
      complain("stress", path +
                             " was not trained without the held-out pictures; its numbers flatter "
                             "it");
    networks.push_back(
        {std::filesystem::path(path).stem().string(), std::move(file).value(), unseen});
  }
  return networks;
}

void print_row(const StressRow& row) {
  std::printf("%-11s %6g %-28s", row.disturbance.c_str(), row.parameter, row.unit.c_str());
  for (const auto& [network, accuracy] : row.accuracy.entries)
    std::printf("  %s %.2f %%", network.c_str(), 100 * accuracy);
  std::printf("\n");
}

int run_stress(const Options& options) {
  const auto train = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!train) return fail("stress", train.error());
  const auto networks = load_all(options.weights, train.value());
  if (!networks) return fail("stress", networks.error());
  const std::filesystem::path sheet = std::filesystem::path(options.out).replace_extension(".png");
  const auto study =
      make_stress_study(networks.value(), held_out_digits(train.value(), options.images),
                        sheet.filename().string(), options.threads, print_row);
  if (!study) return fail("stress", study.error());
  // The picture first, so that the JSON never names what is not there.
  if (const auto error = write_file(sheet, study.value().pictures.front().second))
    return fail("stress", *error);
  if (const auto error = write_file(options.out, write_study(study.value().document)))
    return fail("stress", *error);
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
  add_data_option(*command, options->data);
  command->add_option("--out", options->out, "The JSON file to write; the sheet lies beside it")
      ->capture_default_str();
  command
      ->add_option("--images", options->images,
                   "Only so many of the held-out digits (default: all)")
      ->check(CLI::Range(1, 60000));
  add_threads_option(*command, options->threads);
  command->callback([options, &exit_code] { exit_code = run_stress(*options); });
}

}  // namespace second_opinion
