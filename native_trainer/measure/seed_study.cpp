// What a run was is read from the provenance in its weights file.
#include "native_trainer/measure/seed_study.hpp"

#include <cmath>
#include <optional>
#include <set>

#include "native_trainer/measure/report_network.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

Json provenance_of(const SeedRun& run) {
  Json json = Json::parse(run.file.provenance, nullptr, false);
  return json.is_object() ? json : Json::object();
}

template <typename Value>
Value get(const Json& json, const char* key, Value otherwise) {
  const auto found = json.find(key);
  if (found == json.end()) return otherwise;
  if constexpr (std::is_same_v<Value, std::string>)
    return found->is_string() ? found->get<std::string>() : otherwise;
  if constexpr (std::is_same_v<Value, bool>)
    return found->is_boolean() ? found->get<bool>() : otherwise;
  return found->is_number() ? found->get<Value>() : otherwise;
}

Json recipe_of(const SeedRun& run) {
  const Json provenance = provenance_of(run);
  const auto recipe = provenance.find("recipe");
  return recipe != provenance.end() && recipe->is_object() ? *recipe : Json::object();
}

std::optional<std::string> run_fault(const SeedRun& run, const SeedRun& first, bool full,
                                     std::set<std::int64_t>& seeds) {
  const Json provenance = provenance_of(run);
  if (recipe_of(run).empty() || !provenance.contains("seed"))
    return run.name +
           " does not say from which recipe and seed it comes; train it with `trainer train`";
  if (get(provenance, "full", false) != full)
    return run.name +
           (full ? " was trained without the held-out pictures; runs on all pictures (--full) are "
                   "compared here"
                 : " was trained on all pictures; --validation takes runs that held some out");
  if (recipe_of(run) != recipe_of(first))
    return run.name + " comes from another recipe than " + first.name;
  if (get(provenance, "epochs", 0) != get(provenance_of(first), "epochs", 0))
    return run.name + " was trained for another number of epochs than " + first.name;
  if (!(run.file.network.spec == first.file.network.spec))
    return run.name + " holds another network than " + first.name;
  const auto seed = get<std::int64_t>(provenance, "seed", 0);
  if (!seeds.insert(seed).second)
    return run.name + " repeats seed " + std::to_string(seed) + "; name each seed once";
  return std::nullopt;
}

Json test_row(const SeedRun& run) {
  Json row{{"seed", get<std::int64_t>(provenance_of(run), "seed", 0)},
           {"file", run.name},
           {"bytes", run.bytes},
           {"errors", run.test.errors.size()},
           {"accuracy", rounded(run.test.accuracy, 6)},
           {"loss", rounded(run.test.loss, 6)},
           {"ece", rounded(run.test.ece, 6)}};
  add_undisputed(row, run.test);
  return row;
}

Json validation_row(const SeedRun& run) {
  const Json provenance = provenance_of(run);
  const auto measured = provenance.find("validation");
  const Json score =
      measured != provenance.end() && measured->is_object() ? *measured : Json::object();
  return {{"seed", get<std::int64_t>(provenance, "seed", 0)},
          {"file", run.name},
          {"images", get(provenance, "validation_images", 0)},
          {"accuracy", rounded(get(score, "accuracy", 0.0), 6)},
          {"loss", rounded(get(score, "loss", 0.0), 6)},
          {"split", get<std::string>(provenance, "split", "random")}};
}

struct Spread {
  double mean = 0;
  double deviation = 0;
};

Spread spread(const Json& rows, const char* key) {
  Spread result;
  const double count = static_cast<double>(rows.size());
  for (const Json& row : rows) result.mean += row.at(key).get<double>() / count;
  double squares = 0;
  for (const Json& row : rows) squares += std::pow(row.at(key).get<double>() - result.mean, 2);
  if (rows.size() > 1) result.deviation = std::sqrt(squares / (count - 1));
  return result;
}

Json validation_json(const SeedGroup& group) {
  if (group.validation.empty()) return nullptr;
  Json rows = Json::array();
  for (const SeedRun& run : group.validation) rows.push_back(validation_row(run));
  const Spread accuracy = spread(rows, "accuracy");
  const std::size_t runs = rows.size();
  return {{"seeds", std::move(rows)},
          {"runs", runs},
          {"mean", rounded(accuracy.mean, 6)},
          {"deviation", rounded(accuracy.deviation, 6)}};
}

Json group_json(const SeedGroup& group) {
  const SeedRun& first = group.runs.front();
  const Network& network = first.file.network;
  const Json recipe = recipe_of(first);
  Json rows = Json::array();
  for (const SeedRun& run : group.runs) rows.push_back(test_row(run));
  Json shipped = rows.front();
  shipped["interval"] = interval_json(first.test.interval);
  const Spread accuracy = spread(rows, "accuracy"),
               undisputed = spread(rows, "undisputed_accuracy");
  return {{"family", family_name(network.spec.family)},
          {"parameters", parameter_total(network)},
          {"multiply_adds", multiply_adds(network)},
          {"epochs", get(provenance_of(first), "epochs", 0)},
          {"distilled", recipe.contains("distillation")},
          {"recipe", get<std::string>(recipe, "name", "")},
          {"shipped", std::move(shipped)},
          {"seeds", rows},
          {"runs", rows.size()},
          {"errors_mean", rounded(spread(rows, "errors").mean, 2)},
          {"mean", rounded(accuracy.mean, 6)},
          {"deviation", rounded(accuracy.deviation, 6)},
          {"undisputed_mean", rounded(undisputed.mean, 6)},
          {"undisputed_deviation", rounded(undisputed.deviation, 6)},
          {"validation", validation_json(group)}};
}

}  // namespace

std::optional<std::string> seed_group_fault(const SeedGroup& group) {
  if (group.runs.empty()) return group.name + ": no weights file was named";
  std::set<std::int64_t> seeds, validation_seeds;
  for (const SeedRun& run : group.runs)
    if (auto fault = run_fault(run, group.runs.front(), true, seeds))
      return group.name + ": " + *fault;
  for (const SeedRun& run : group.validation)
    if (auto fault = run_fault(run, group.runs.front(), false, validation_seeds))
      return group.name + ": " + *fault;
  return std::nullopt;
}

nlohmann::ordered_json seed_study(const std::vector<SeedGroup>& groups, int test_images) {
  Json networks = Json::object();
  for (const SeedGroup& group : groups) networks[group.name] = group_json(group);
  return {{"schema", 1}, {"images", test_images}, {"networks", std::move(networks)}};
}

}  // namespace second_opinion
