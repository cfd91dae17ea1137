// What a run was is read from the provenance in its weights file.
#include "native_trainer/measure/seed_study.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "native_trainer/measure/disputed_labels.hpp"
#include "native_trainer/measure/report_facts.hpp"
#include "native_trainer/measure/statistics.hpp"

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

SeedRow test_row(const SeedRun& run) {
  const UndisputedScore undisputed = undisputed_score(run.score);
  return {.seed = get<std::int64_t>(provenance_of(run), "seed", 0),
          .file = run.name,
          .bytes = static_cast<int>(run.bytes),
          .errors = static_cast<int>(run.score.errors.size()),
          .accuracy = run.score.accuracy,
          .loss = run.score.loss,
          .ece = run.score.ece,
          .undisputed_accuracy = undisputed.accuracy,
          .undisputed_images = undisputed.images,
          .undisputed_errors = undisputed.errors};
}

// Measured here: the run's own record is of its weights before they were rounded.
SeedValidation::Row validation_row(const SeedRun& run) {
  const Json provenance = provenance_of(run);
  return {get<std::int64_t>(provenance, "seed", 0),
          run.name,
          run.score.images,
          run.score.accuracy,
          run.score.loss,
          get<std::string>(provenance, "split", "random")};
}

template <class Rows, class Member>
Spread spread_over(const Rows& rows, Member member) {
  std::vector<double> values;
  for (const auto& row : rows) values.push_back(row.*member);
  return spread_of(values);
}

SeedValidation validation_of(const SeedGroup& group) {
  SeedValidation out;
  for (const SeedRun& run : group.validation) out.seeds.push_back(validation_row(run));
  if (out.seeds.empty()) return out;
  const Spread accuracy = spread_over(out.seeds, &SeedValidation::Row::accuracy);
  out.runs = static_cast<int>(out.seeds.size());
  out.mean = accuracy.mean;
  out.deviation = accuracy.deviation;
  return out;
}

SeedNetwork network_of(const SeedGroup& group) {
  const SeedRun& first = group.runs.front();
  const Network& network = first.file.network;
  const Json recipe = recipe_of(first);
  SeedNetwork out;
  out.family = family_name(network.spec.family);
  out.parameters = static_cast<int>(parameter_total(network));
  out.multiply_adds = multiply_adds(network);
  out.epochs = get(provenance_of(first), "epochs", 0);
  out.distilled = recipe.contains("distillation");
  out.recipe = get<std::string>(recipe, "name", "");
  for (const SeedRun& run : group.runs) out.seeds.push_back(test_row(run));
  static_cast<SeedRow&>(out.shipped) = out.seeds.front();
  out.shipped.interval = report_interval(first.score.interval);
  out.runs = static_cast<int>(out.seeds.size());
  const Spread accuracy = spread_over(out.seeds, &SeedRow::accuracy),
               undisputed = spread_over(out.seeds, &SeedRow::undisputed_accuracy);
  out.errors_mean = spread_over(out.seeds, &SeedRow::errors).mean;
  out.mean = accuracy.mean;
  out.deviation = accuracy.deviation;
  out.mean_interval = report_interval(interval_of_mean(accuracy, out.runs));
  out.undisputed_mean = undisputed.mean;
  out.undisputed_deviation = undisputed.deviation;
  out.validation = validation_of(group);
  return out;
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

SeedStudy seed_study(const std::vector<SeedGroup>& groups, int test_images) {
  SeedStudy study;
  study.images = test_images;
  for (const SeedGroup& group : groups)
    study.networks.entries.push_back({group.name, network_of(group)});
  return study;
}

}  // namespace second_opinion
