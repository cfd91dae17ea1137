// `trainer export`: a weights file for other runtimes.
#include <cstdio>

#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/export/export_format.hpp"
#include "native_trainer/export/keras_file.hpp"
#include "native_trainer/export/keras_model.hpp"
#include "native_trainer/export/onnx_export.hpp"
#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::string weights;
  std::string out;
  ExportFormat to = ExportFormat::kOnnx;
};

Result<std::string, std::string> exported(const WeightsFile& file, ExportFormat to) {
  if (to == ExportFormat::kOnnx) return to_onnx(file);
  const auto model = to_keras(file);
  if (!model) return Failure{model.error()};
  return keras_bytes(model.value());
}

int run_export(const Options& options) {
  if (const auto fault = why_misnamed(options.to, options.out)) return fail_usage("export", *fault);
  const auto file = load_weights(options.weights);
  if (!file) return fail("export", file.error());
  const auto bytes = exported(file.value(), options.to);
  if (!bytes) return fail("export", options.weights + ": " + bytes.error());
  if (const auto error = write_file(options.out, bytes.value())) return fail("export", *error);
  std::printf("wrote %s: %zu bytes, images (%s) in 0..1 to probabilities (N,10)\n",
              options.out.c_str(), bytes.value().size(),
              options.to == ExportFormat::kOnnx ? "N,1,28,28" : "N,28,28,1");
  return kExitDone;
}

}  // namespace

void add_export_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("export", "The same network for other runtimes");
  auto options = std::make_shared<Options>();
  command->add_option("--weights", options->weights, "The weights file")->required();
  const std::map<std::string, ExportFormat> targets{{"onnx", ExportFormat::kOnnx},
                                                    {"keras", ExportFormat::kKeras}};
  command->add_option("--to", options->to, "onnx, or keras (HDF5)")
      ->required()
      ->transform(CLI::CheckedTransformer(targets));
  command->add_option("--out", options->out, "The file to write: *.onnx; *.h5 or *.hdf5 for keras")
      ->required();
  command->callback([options, &exit_code] { exit_code = run_export(*options); });
}

}  // namespace second_opinion
