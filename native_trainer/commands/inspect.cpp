// `trainer inspect`: what a weights file holds.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/compression/stored_network.hpp"
#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

std::size_t parameters_of(const Network& network, const LayerPlan& plan) {
  std::size_t count = 0;
  for (int p = plan.first_parameter; p < plan.first_parameter + plan.parameter_count; ++p)
    count += network.parameters[static_cast<std::size_t>(p)].values.size();
  return count;
}

void print_layers(const Network& network) {
  std::printf("layer  kind                      output          parameters\n");
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const LayerPlan& plan = network.layers[i];
    char shape[48];
    std::snprintf(shape, sizeof shape, "%d×%d×%d", plan.output.height, plan.output.width,
                  plan.output.channels);
    // "×" is two bytes: two of them widen the column by two.
    std::printf("%5zu  %-24s  %-16s  %9zu\n", i, std::string(layer_name(plan.spec)).c_str(), shape,
                parameters_of(network, plan));
  }
}

// What fills the file: each learned matrix as it is stored.
void print_tensors(const Network& network, Storage storage, std::size_t file_bytes,
                   std::size_t provenance_bytes) {
  std::printf("\ntensor                            rows  columns     bytes\n");
  std::size_t tensors = 0;
  for (const Parameter& parameter : network.parameters) {
    const std::size_t bytes = stored_bytes(parameter, storage);
    tensors += bytes;
    std::printf("%-32s %5d  %7d  %8zu\n", parameter.name.c_str(), parameter.rows, parameter.columns,
                bytes);
  }
  std::printf("all tensors %zu, provenance %zu, header and layers %zu bytes\n", tensors,
              provenance_bytes, file_bytes - tensors - provenance_bytes);
}

int run_inspect(const std::string& path) {
  const auto bytes = read_file(path, kMaxWeightsBytes);
  const auto file =
      bytes ? load_weights(path) : Result<WeightsFile, std::string>(Failure{bytes.error()});
  if (!file) return fail("inspect", file.error());
  const Network& network = file.value().network;
  std::printf("file            %s\n", path.c_str());
  std::printf("bytes           %zu, weights as %s\n", bytes.value().size(),
              std::string(storage_name(storage_of(bytes.value()))).c_str());
  std::printf("family          %s\n", std::string(family_name(network.spec.family)).c_str());
  std::printf("parameters      %zu\n", parameter_total(network));
  std::printf("multiply-adds   %.0f an image\n", multiply_adds(network));
  std::printf("input           (pixel - %g) / %g\n", static_cast<double>(file.value().input_mean),
              static_cast<double>(file.value().input_deviation));
  std::printf("temperature     %g\n\n", static_cast<double>(file.value().temperature));
  print_layers(network);
  print_tensors(network, storage_of(bytes.value()), bytes.value().size(),
                file.value().provenance.size());
  const auto provenance = nlohmann::ordered_json::parse(file.value().provenance, nullptr, false);
  std::printf(
      "\nprovenance      %s\n",
      provenance.is_discarded()
          ? "none"
          : provenance.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
  return kExitDone;
}

}  // namespace

void add_inspect_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "inspect", "Architecture, parameters, bytes and provenance of a weights file");
  auto path = std::make_shared<std::string>();
  command->add_option("weights", *path, "The weights file")->required();
  command->callback([path, &exit_code] { exit_code = run_inspect(*path); });
}

}  // namespace second_opinion
