// `trainer classify`: CSV files and pictures → one line per digit and network, as the page would
// say it, and the same as JSON.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/file_sort.hpp"
#include "core/classifier/classifier.hpp"
#include "core/csv/csv_image.hpp"
#include "core/image/picture.hpp"
#include "core/preparation/preparation.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::vector<std::string> weights;
  std::vector<std::string> files;
  std::string json;
};

// What a file holds: one digit if it is a CSV, any number of them if it is a picture.
using Digits = std::vector<PreparedDigit>;

Result<Digits, std::string> read_csv(const std::string& path,
                                     std::span<const unsigned char> bytes) {
  const OfferedFile offered{
      .name = path, .bytes = bytes, .total_bytes = static_cast<double>(bytes.size())};
  const auto read = parse_csv_image(offered);
  if (!read) return Failure{path + ": " + describe(read.error())};
  if (read.value().looks_inverted)
    complain("classify",
             path + ": looks like dark ink on white; the networks see it turned, bright on black");
  return Digits{{{0, 0, kImageSide, kImageSide}, read.value().image}};
}

Result<Digits, std::string> read_picture(const std::string& path,
                                         std::span<const unsigned char> bytes) {
  const auto picture = decode_picture(bytes);
  if (!picture) return Failure{path + ": " + picture.error()};
  Digits digits = find_digits(picture.value());
  if (digits.empty()) complain("classify", path + ": no digit is found in this picture");
  return digits;
}

// What is named .csv is read as strictly as the page reads it, whatever its bytes are.
Result<Digits, std::string> read_digits(const std::string& path) {
  const auto bytes = read_file(path, kMaxPictureBytes);
  if (!bytes) return Failure{bytes.error()};
  const bool is_csv =
      std::filesystem::path(path).extension() == ".csv" || !recognize_file(bytes.value());
  return is_csv ? read_csv(path, bytes.value()) : read_picture(path, bytes.value());
}

// One network's answer to one digit.
struct Answer {
  std::string file;
  std::size_t number;  // of the digit in its file, from 1
  std::size_t digits;  // how many the file has
  PixelBox box;
  std::string network;
  Classification read;
};

void print_line(const Answer& answer) {
  const auto& probabilities = answer.read.probabilities;
  std::printf("%s  ", answer.file.c_str());
  if (answer.digits > 1) std::printf("%zu  ", answer.number);
  std::printf(
      "%s  %d  %.2f %%  [", answer.network.c_str(), answer.read.digit,
      100.0 * static_cast<double>(probabilities[static_cast<std::size_t>(answer.read.digit)]));
  for (std::size_t digit = 0; digit < probabilities.size(); ++digit)
    std::printf("%s%.6f", digit == 0 ? "" : ", ", static_cast<double>(probabilities[digit]));
  std::printf("]");
  if (answer.read.novelty)
    std::printf("  novelty %.3f%s", static_cast<double>(*answer.read.novelty),
                answer.read.looks_unlike_a_digit() ? ", unlike a digit" : "");
  std::printf("\n");
}

nlohmann::ordered_json to_json(const Answer& answer) {
  using Json = nlohmann::ordered_json;
  const PixelBox& box = answer.box;
  return {{"file", answer.file},
          {"number", answer.number},
          {"box", {box.x, box.y, box.width, box.height}},
          {"network", answer.network},
          {"digit", answer.read.digit},
          {"probabilities", answer.read.probabilities},
          {"novelty", answer.read.novelty ? Json(*answer.read.novelty) : Json()}};
}

int run_classify(const Options& options) {
  std::vector<Classifier> classifiers;
  for (const std::string& path : options.weights) {
    auto file = load_weights(path);
    if (!file) return fail("classify", file.error());
    classifiers.emplace_back(std::move(file).value());
  }
  int code = kExitDone;
  nlohmann::ordered_json answers = nlohmann::ordered_json::array();
  for (const std::string& path : options.files) {
    const auto digits = read_digits(path);
    if (!digits) {
      code = fail("classify", digits.error());
      continue;
    }
    const std::size_t count = digits.value().size();
    for (std::size_t i = 0; i < count; ++i) {
      const PreparedDigit& each = digits.value()[i];
      for (std::size_t n = 0; n < classifiers.size(); ++n) {
        const Answer answer{path,
                            i + 1,
                            count,
                            each.box,
                            std::filesystem::path(options.weights[n]).stem().string(),
                            classifiers[n].classify(each.digit)};
        print_line(answer);
        answers.push_back(to_json(answer));
      }
    }
  }
  if (options.json.empty()) return code;
  // File names may hold bytes that are no UTF-8.
  const std::string text =
      answers.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  if (const auto fault = write_file(options.json, text + "\n")) return fail("classify", *fault);
  return code;
}

}  // namespace

void add_classify_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "classify",
      "Read digits from CSV files and pictures: file, network, digit, its probability, all ten");
  auto options = std::make_shared<Options>();
  add_list(*command, "--weights", options->weights,
           "One or more weights files, separated by commas")
      ->required();
  command->add_option("--json", options->json,
                      "Write every digit with its box, answers and novelty to this file as JSON, "
                      "too");
  command
      ->add_option("files", options->files,
                   "CSV files of 28 rows with 28 values; or pictures (PNG, JPEG, BMP, GIF, PGM, "
                   "PPM) of any number of digits")
      ->required();
  command->callback([options, &exit_code] { exit_code = run_classify(*options); });
}

}  // namespace second_opinion
