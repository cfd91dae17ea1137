// The networks of the inference benchmark, for us and for others: reads recipes
// (seeded first values, batch norm folded) and weights files, and writes for each
// NAME.weights (float32, or the file as it is), NAME.json (layers, with the shape and
// place of each parameter) and NAME.bin (all parameters, float32, little-endian).
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "native_trainer/io/disk.hpp"
#include "native_trainer/recipe/recipe.hpp"

namespace second_opinion {
namespace {

constexpr std::uint64_t kSeed = 1;

// Random logits are small: this makes probabilities differ enough to be compared.
constexpr float kTemperature = 0.25f;

Result<WeightsFile, std::string> load(const std::filesystem::path& path) {
  if (path.extension() != ".json") return load_weights(path);
  auto recipe = read_recipe(path);
  if (!recipe) return Failure{recipe.error()};
  WeightsFile file;
  file.network = Network::zeros(recipe.value().network);
  initialize(file.network, recipe.value().initialization, kSeed);
  file.network = fold_batch_norm(file.network);
  file.temperature = kTemperature;
  return file;
}

nlohmann::ordered_json described(const WeightsFile& file, const std::string& name) {
  nlohmann::ordered_json layers = nlohmann::ordered_json::array();
  std::size_t offset = 0;
  for (const LayerPlan& plan : file.network.layers) {
    const LayerFields fields = fields_of(plan.spec);
    const auto field = [&](Field which) {
      return static_cast<int>(fields[static_cast<std::size_t>(which)]);
    };
    nlohmann::ordered_json layer{{"kind", layer_name(plan.spec)},
                                 {"units", field(Field::kUnits)},
                                 {"kernel", field(Field::kKernel)},
                                 {"stride", field(Field::kStride)},
                                 {"padding", field(Field::kPadding)},
                                 {"heads", field(Field::kHeads)},
                                 {"flatten", field(Field::kFlatten) != 0},
                                 {"parameters", nlohmann::json::array()},
                                 {"height", plan.input.height},
                                 {"width", plan.input.width},
                                 {"channels", plan.input.channels}};
    if (const auto* const patches = std::get_if<PatchEmbedding>(&plan.spec))
      layer["stride"] = patches->shape().stride;
    for (int p = plan.first_parameter; p < plan.first_parameter + plan.parameter_count; ++p) {
      const Parameter& parameter = file.network.parameters[static_cast<std::size_t>(p)];
      layer["parameters"].push_back(
          {{"rows", parameter.rows}, {"columns", parameter.columns}, {"offset", offset}});
      offset += parameter.values.size();
    }
    layers.push_back(layer);
  }
  return {{"name", name},
          {"mean", file.input_mean},
          {"deviation", file.input_deviation},
          {"temperature", file.temperature},
          {"multiply_adds", multiply_adds(file.network)},
          {"layers", layers}};
}

std::vector<unsigned char> all_values(const Network& network) {
  std::vector<unsigned char> bytes;
  for (const Parameter& parameter : network.parameters) {
    const auto* const first = reinterpret_cast<const unsigned char*>(parameter.values.data());
    bytes.insert(bytes.end(), first, first + parameter.values.size() * sizeof(float));
  }
  return bytes;
}

std::optional<std::string> write(const std::filesystem::path& source,
                                 const std::filesystem::path& folder) {
  const auto file = load(source);
  if (!file) return file.error();
  const std::string name = source.stem().string();
  const auto target = [&](const char* extension) { return folder / (name + extension); };
  if (source.extension() == ".json") {
    if (auto fault =
            write_file(target(".weights"), encode_weights(file.value(), Storage::kFloat32)))
      return fault;
  } else {
    std::filesystem::copy_file(source, target(".weights"),
                               std::filesystem::copy_options::overwrite_existing);
  }
  if (auto fault = write_file(target(".json"), described(file.value(), name).dump())) return fault;
  return write_file(target(".bin"), all_values(file.value().network));
}

}  // namespace
}  // namespace second_opinion

int main(int count, char** arguments) {
  if (count < 3) {
    std::fprintf(stderr, "usage: inference_networks FOLDER RECIPE.json|FILE.weights…\n");
    return 2;
  }
  for (int i = 2; i < count; ++i) {
    if (const auto fault = second_opinion::write(arguments[i], arguments[1])) {
      std::fprintf(stderr, "inference_networks: %s\n", fault->c_str());
      return 1;
    }
  }
}
