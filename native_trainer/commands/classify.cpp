// `trainer classify`: one line per CSV image and network, as the page would say it.
#include <cstdio>

#include "core/classifier/classifier.hpp"
#include "core/csv/csv_image.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::vector<std::string> weights;
  std::vector<std::string> images;
};

// The picture, or why not in the page's words.
Result<CsvImage, std::string> read_image(const std::string& path) {
  const auto bytes = read_file(path, 64 * kMaxCsvBytes);
  if (!bytes) return Failure{bytes.error()};
  OfferedFile offered{.name = path,
                      .bytes = bytes.value(),
                      .total_bytes = static_cast<double>(bytes.value().size())};
  auto image = parse_csv_image(offered);
  if (!image) return Failure{path + ": " + describe(image.error())};
  return std::move(image).value();
}

void print_line(const std::string& image, const std::string& weights,
                const Classification& answer) {
  std::printf(
      "%s  %s  %d  %.2f %%  [", image.c_str(), std::filesystem::path(weights).stem().c_str(),
      answer.digit,
      100.0 * static_cast<double>(answer.probabilities[static_cast<std::size_t>(answer.digit)]));
  for (int digit = 0; digit < kDigitCount; ++digit)
    std::printf("%s%.6f", digit == 0 ? "" : ", ",
                static_cast<double>(answer.probabilities[static_cast<std::size_t>(digit)]));
  std::printf("]");
  if (answer.novelty)
    std::printf("  novelty %.3f%s", static_cast<double>(*answer.novelty),
                answer.looks_unlike_a_digit() ? ", unlike a digit" : "");
  std::printf("\n");
}

int run_classify(const Options& options) {
  std::vector<Classifier> classifiers;
  for (const std::string& path : options.weights) {
    auto file = load_weights(path);
    if (!file) return fail("classify", file.error());
    classifiers.emplace_back(std::move(file).value());
  }
  int code = kExitDone;
  for (const std::string& path : options.images) {
    const auto image = read_image(path);
    if (!image) {
      code = fail("classify", image.error());
      continue;
    }
    if (image.value().looks_inverted)
      complain("classify",
               path +
                   ": looks like dark ink on white; the networks see it turned, bright on "
                   "black");
    for (std::size_t i = 0; i < classifiers.size(); ++i)
      print_line(path, options.weights[i], classifiers[i].classify(image.value().image));
  }
  return code;
}

}  // namespace

void add_classify_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "classify", "Read digits from CSV files: image, network, digit, its probability, all ten");
  auto options = std::make_shared<Options>();
  add_list(*command, "--weights", options->weights,
           "One or more weights files, separated by commas")
      ->required();
  command->add_option("images", options->images, "CSV files of 28 rows with 28 values")->required();
  command->callback([options, &exit_code] { exit_code = run_classify(*options); });
}

}  // namespace second_opinion
