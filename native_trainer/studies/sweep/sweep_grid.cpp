// Runs become recipes in JSON, so that a sweep can do nothing that a recipe
// cannot say, and `trainer train` could repeat any of them.
#include "native_trainer/studies/sweep/sweep_grid.hpp"

#include <algorithm>
#include <cstdio>

#include "core/json/json_reader.hpp"
#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxGridBytes = 1u << 20;
constexpr std::size_t kMaxRuns = 100000;
constexpr int kMaxValues = 64;

std::vector<std::string> read_names(JsonReader& json, const std::string& key,
                                    std::initializer_list<std::string_view> choices) {
  std::vector<std::string> names;
  std::string list;
  for (const std::string_view choice : choices)
    list += (list.empty() ? "" : ", ") + std::string(choice);
  for (const nlohmann::json& value : json.array(key)) {
    const std::string name = value.is_string() ? value.get<std::string>() : "";
    const bool known = std::find(choices.begin(), choices.end(), name) != choices.end();
    if (!known) json.refuse(key, "must list some of " + list);
    if (std::find(names.begin(), names.end(), name) != names.end())
      json.refuse(key, "lists \"" + name + "\" twice");
    names.push_back(name);
  }
  return names;
}

template <typename Number>
std::vector<Number> read_numbers(JsonReader& json, const std::string& key, double low,
                                 double high) {
  std::vector<Number> numbers;
  for (const nlohmann::json& value : json.array(key)) {
    const double number = value.is_number() ? value.get<double>() : low - 1;
    const bool whole = std::is_floating_point_v<Number> || value.is_number_integer();
    if (!(number >= low && number <= high) || !whole) {
      json.refuse(key, "must list numbers from " + Json(low).dump() + " to " + Json(high).dump());
      return numbers;
    }
    if (std::find(numbers.begin(), numbers.end(), static_cast<Number>(number)) != numbers.end())
      json.refuse(key, "lists a number twice");
    numbers.push_back(static_cast<Number>(number));
  }
  if (numbers.size() > kMaxValues)
    json.refuse(key, "lists more than " + std::to_string(kMaxValues) + " values");
  return numbers;
}

void read_factors(JsonReader json, SweepGrid& grid) {
  grid.optimizers = read_names(json, "optimizer", {"adam", "sgd", "rmsprop"});
  grid.losses = read_names(json, "loss", {"mse", "mae", "cross_entropy"});
  grid.learning_rates = read_numbers<double>(json, "learning_rate", 1e-9, 100);
  grid.channels = read_numbers<int>(json, "channels", 1, 1024);
  grid.convolutions = read_numbers<int>(json, "convolutions", 1, 4);  // 28 → 14 → 7 → 3 → 1
  grid.dense = read_numbers<int>(json, "dense", 0, 20);
  grid.seeds =
      json.has("seed") ? read_numbers<int>(json, "seed", 0, 2147483647) : std::vector<int>{0};
  json.finish();
}

void read_shared(JsonReader& json, SweepGrid& grid) {
  grid.name = json.text("name");
  const bool plain =
      !grid.name.empty() && std::all_of(grid.name.begin(), grid.name.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '-';
      });
  if (!plain) json.refuse("name", "must be made of letters, digits, _ and -: it names files");
  json.text("description", "");
  grid.epochs = json.integer("epochs", 1, 100000);
  grid.batch = json.integer("batch", 64, 1, 60000);
  grid.dense_units = json.integer("dense_units", 2000, 10, kMaxUnits);
  grid.training_images = json.integer("training_images", 0, 0, 1000000);
  grid.validation_images = json.integer("validation_images", 0, 0, 1000000);
  grid.validation_fraction = json.number("validation_fraction", 0.2, 0.001, 0.9);
  grid.schedule = json.text("schedule", "constant");
  if (grid.schedule != "constant" && grid.schedule != "cosine" && grid.schedule != "one_cycle")
    json.refuse("schedule", "must be constant, cosine or one_cycle");
}

Json layers_of(const SweepGrid& grid, const SweepRun& run) {
  Json layers = Json::array();
  const auto convolution = [&](int units) {
    layers.push_back({{"kind", "convolution"}, {"units", units}, {"kernel", 3}, {"padding", 1}});
    layers.push_back({{"kind", "relu"}});
  };
  convolution(run.channels);
  for (int i = 1; i <= run.convolutions; ++i) {
    convolution(run.channels << i);
    layers.push_back({{"kind", "max_pool"}, {"kernel", 2}, {"stride", 2}});
  }
  for (int i = 0; i < run.dense; ++i) {
    layers.push_back(
        {{"kind", "linear"}, {"units", std::max(10, grid.dense_units >> i)}, {"flatten", true}});
    layers.push_back({{"kind", "relu"}});
  }
  layers.push_back({{"kind", "linear"}, {"units", 10}, {"flatten", true}});
  return layers;
}

// The usual settings of each, so that the learning rate alone is varied.
Json optimizer_of(const SweepRun& run) {
  Json optimizer{{"kind", run.optimizer}, {"learning_rate", run.learning_rate}};
  if (run.optimizer == "rmsprop") optimizer["rho"] = 0.9;
  return optimizer;
}

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

}  // namespace

Result<SweepGrid, std::string> parse_sweep_grid(std::string_view text) {
  nlohmann::json document = nlohmann::json::parse(text, nullptr, false, true);
  if (document.is_discarded())
    return Failure{std::string("grid: is not valid JSON; check brackets, commas and quotes")};
  std::string error;
  SweepGrid grid;
  JsonReader json(document, "grid", error);
  read_shared(json, grid);
  read_factors(json.object("factors"), grid);
  json.finish();
  if (error.empty() && sweep_runs(grid).size() > kMaxRuns)
    error = "grid: more than " + std::to_string(kMaxRuns) + " runs";
  if (!error.empty()) return Failure{error};
  document.erase("description");
  grid.text = document.dump();
  return grid;
}

Result<SweepGrid, std::string> read_sweep_grid(const std::filesystem::path& path) {
  const auto bytes = read_file(path, kMaxGridBytes);
  if (!bytes)
    return Failure{bytes.error() +
                   "; name a grid such as native_trainer/recipes/sweep/scaled.json"};
  auto grid =
      parse_sweep_grid({reinterpret_cast<const char*>(bytes.value().data()), bytes.value().size()});
  if (!grid) return Failure{path.string() + ": " + grid.error()};
  return grid;
}

std::vector<SweepRun> sweep_runs(const SweepGrid& grid) {
  std::vector<SweepRun> runs;
  for (const std::string& optimizer : grid.optimizers)
    for (const std::string& loss : grid.losses)
      for (const double rate : grid.learning_rates)
        for (const int channels : grid.channels)
          for (const int convolutions : grid.convolutions)
            for (const int dense : grid.dense)
              for (const int seed : grid.seeds) {
                if (runs.size() > kMaxRuns) return runs;
                runs.push_back({static_cast<int>(runs.size()) + 1, optimizer, loss, rate, channels,
                                convolutions, dense, seed});
              }
  return runs;
}

std::string run_name(const SweepRun& run) {
  return run.optimizer + "-" + run.loss + "-" + short_number(run.learning_rate) + "-c" +
         std::to_string(run.channels) + "-n" + std::to_string(run.convolutions) + "-d" +
         std::to_string(run.dense) + "-s" + std::to_string(run.seed);
}

Result<Recipe, std::string> run_recipe(const SweepGrid& grid, const SweepRun& run) {
  Json loss{{"kind", run.loss}};
  if (run.loss != "cross_entropy") loss["output"] = "softmax";
  const Json recipe{{"name", grid.name + "/" + run_name(run)},
                    {"family", "cnn"},
                    {"layers", layers_of(grid, run)},
                    {"initialization", {{"kind", "he"}}},
                    {"loss", loss},
                    {"optimizer", optimizer_of(run)},
                    {"schedule", {{"kind", grid.schedule}}},
                    {"batch", grid.batch},
                    // One thread per run: a whole batch at a time is fastest.
                    {"sub_batch", std::min(grid.batch, 1024)},
                    {"epochs", grid.epochs},
                    {"training_images", grid.training_images},
                    {"validation_fraction", grid.validation_fraction},
                    {"seed", run.seed},
                    {"storage", "float16"}};
  return parse_recipe(recipe.dump());
}

}  // namespace second_opinion
