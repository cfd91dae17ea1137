// `trainer quantize`: a weights file in a smaller form, and what that costs.
// `trainer files`: the same for several files and all forms, as a study.
#include <algorithm>
#include <cstdio>

#include "core/report/report_file.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/compression/stored_network.hpp"
#include "native_trainer/data/provenance.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/novelty/novelty_study.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::string weights;            // of `quantize`
  std::vector<std::string> list;  // of `files`
  std::string out;
  std::string data;
  Storage storage = Storage::kInt8PerColumn;
  Clip clip = Clip::kOutputs;
  int threads = 0;
  bool compact = false;
};

struct Loaded {
  WeightsFile file;
  std::size_t bytes = 0;
  Storage storage{};
};

Result<Loaded, std::string> load(const std::string& path) {
  const auto bytes = read_file(path, kMaxWeightsBytes);
  if (!bytes) return Failure{bytes.error()};
  auto file = decode_weights(bytes.value());
  if (!file) return Failure{path + ": " + describe(file.error())};
  return Loaded{std::move(file).value(), bytes.value().size(), storage_of(bytes.value())};
}

void print_score(const char* when, std::size_t bytes, Storage storage, const Evaluation& score) {
  std::printf(
      "%-7s %8zu bytes  %-8s accuracy %.4f %%  errors %zu  loss %.6f  calibration %.4f %%\n", when,
      bytes, std::string(storage_name(storage)).c_str(), 100 * score.accuracy, score.errors.size(),
      score.loss, 100 * score.ece);
}

void note_provenance(WeightsFile& file, const Options& options, Storage before) {
  nlohmann::ordered_json json = read_provenance(file);
  if (options.compact) json = compact_provenance(json);
  json["stored"] = {{"from", storage_name(before)}, {"as", storage_name(options.storage)}};
  if (is_integer(options.storage))
    json["stored"]["clip"] = options.clip == Clip::kOutputs ? "outputs" : "weights";
  file.provenance = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool same_weights(const Network& a, const Network& b) {
  return std::equal(
      a.parameters.begin(), a.parameters.end(), b.parameters.begin(), b.parameters.end(),
      [](const Parameter& left, const Parameter& right) { return left.values == right.values; });
}

// A novelty section judges a picture by the network's activations, and rounded weights have other
// ones: where rounding changed any weight, the section is fitted anew. The weights stay as stored.
std::vector<unsigned char> with_own_novelty(std::vector<unsigned char> bytes,
                                            const WeightsFile& before,
                                            const JudgingPictures& pictures, int threads) {
  if (!before.novelty) return bytes;
  WeightsFile file = decode_weights(bytes).value();
  if (same_weights(file.network, before.network)) return bytes;
  NoveltySettings settings;
  settings.digits = std::min(settings.digits, pictures.training.size());
  settings.per_family = std::max(1, std::min(settings.per_family, settings.digits / 4));
  ThreadPool pool(threads);
  file.novelty = fitted_novelty(file, novelty_examples(pictures.training, settings),
                                threshold_half(pictures.held_out), settings.warned_share, pool);
  std::printf(
      "the novelty section was fitted anew to the rounded weights; it warns of at most %.1f %% of "
      "the held-out digits that set its threshold\n",
      100 * settings.warned_share);
  return encode_weights(file, storage_of(bytes));
}

int run_quantize(const Options& options) {
  auto loaded = load(options.weights);
  if (!loaded) return fail("quantize", loaded.error());
  const auto data = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!data) return fail("quantize", data.error());
  WeightsFile& file = loaded.value().file;
  const JudgingPictures pictures = judging_pictures(file, data.value());
  const Evaluation before =
      evaluate(predict(file, pictures.held_out, options.threads), pictures.held_out.labels);

  note_provenance(file, options, loaded.value().storage);
  const auto bytes = with_own_novelty(store(file, options.storage, options.clip, pictures.training),
                                      file, pictures, options.threads);
  const Evaluation after =
      evaluate(predict(decode_weights(bytes).value(), pictures.held_out, options.threads),
               pictures.held_out.labels);
  if (pictures.unseen)
    std::printf("on the %d held-out pictures, which the network was not trained on:\n",
                pictures.held_out.size());
  else
    std::printf(
        "on %d pictures that the network may have been TRAINED on; only the change counts, not the "
        "score:\n",
        pictures.held_out.size());
  print_score("before", loaded.value().bytes, loaded.value().storage, before);
  print_score("after", bytes.size(), options.storage, after);
  if (const auto error = write_file(options.out, bytes)) return fail("quantize", *error);
  std::printf("wrote %s: %zu bytes, %zu of them provenance\n", options.out.c_str(), bytes.size(),
              file.provenance.size());
  return kExitDone;
}

void print_forms(const StoredNetwork& network) {
  std::printf("%s, %d pictures: %d errors as it is (%s)\n", network.network.c_str(), network.images,
              network.before.errors, network.before.storage.c_str());
  for (const StoredForm& form : network.stored)
    std::printf("  %-12s %8d bytes, %d errors, %d answers changed\n", form.key().c_str(),
                form.bytes, form.errors, form.changed);
}

int run_files(const Options& options) {
  const auto data = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!data) return fail("files", data.error());
  FilesStudy study;
  for (const std::string& path : options.list) {
    const auto loaded = load(path);
    if (!loaded) return fail("files", loaded.error());
    study.networks.push_back(stored_network(std::filesystem::path(path).stem().string(),
                                            loaded.value().file, loaded.value().bytes,
                                            loaded.value().storage, data.value(), options.threads));
    print_forms(study.networks.back());
  }
  if (const auto error = write_file(options.out, write_study(study))) return fail("files", *error);
  return kExitDone;
}

void add_common(CLI::App& command, Options& options) {
  add_data_option(command, options.data);
  add_threads_option(command, options.threads);
}

}  // namespace

void add_quantize_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("quantize",
                                         "A weights file in a smaller form; prints bytes, accuracy "
                                         "and loss on the held-out pictures before and after");
  auto options = std::make_shared<Options>();
  command->add_option("weights", options->weights, "The weights file, best in float32 or float16")
      ->required();
  command->add_option("--out", options->out, "The weights file to write")->required();
  const std::map<std::string, Storage> storages{{"int4", Storage::kInt4PerColumn},
                                                {"int8", Storage::kInt8PerColumn},
                                                {"float16", Storage::kFloat16},
                                                {"float32", Storage::kFloat32}};
  command->add_option("--storage", options->storage, "int4, int8 (default), float16 or float32")
      ->transform(CLI::CheckedTransformer(storages));
  const std::map<std::string, Clip> clips{{"outputs", Clip::kOutputs}, {"weights", Clip::kWeights}};
  command
      ->add_option(
          "--clip", options->clip,
          "int4 and int8 scales by the error of the layers' outputs (default) or of the weights")
      ->transform(CLI::CheckedTransformer(clips));
  command->add_flag("--compact-provenance", options->compact,
                    "Keep only the essentials of the recipe in the file");
  add_common(*command, *options);
  command->callback([options, &exit_code] { exit_code = run_quantize(*options); });
}

void add_files_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "files",
      "A study: bytes of networks in every form, and their scores on the held-out pictures");
  auto options = std::make_shared<Options>();
  add_list(*command, "--weights", options->list,
           "Weights files of validation runs, separated by commas")
      ->required();
  options->out = "weights/studies/files.json";
  command->add_option("--out", options->out, "The JSON file to write")->capture_default_str();
  add_common(*command, *options);
  command->callback([options, &exit_code] { exit_code = run_files(*options); });
}

}  // namespace second_opinion
