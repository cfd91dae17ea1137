// Recipes are patched rather than written out, so that a plan shows what differs and nothing else.
#include "native_trainer/studies/ablation_plan.hpp"

#include <algorithm>

#include "core/json/json_reader.hpp"
#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kMaxBytes = 1u << 20;

Result<nlohmann::json, std::string> load_json(const std::filesystem::path& path) {
  const auto bytes = read_file(path, kMaxBytes);
  if (!bytes) return Failure{bytes.error()};
  auto json =
      nlohmann::json::parse(bytes.value().begin(), bytes.value().end(), nullptr, false, true);
  if (json.is_discarded())
    return Failure{path.string() + ": is not valid JSON; check brackets, commas and quotes"};
  return json;
}

// The library reports a patch that does not fit by an exception.
bool apply(nlohmann::json& recipe, const nlohmann::json& patch, const std::string& where,
           std::string& error) {
  try {
    recipe = recipe.patch(patch);
    return true;
  } catch (const nlohmann::json::exception& fault) {
    error = where + ": the patch does not fit the recipe (" + fault.what() + ")";
    return false;
  }
}

bool is_file_name(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '-';
  });
}

void read_change(const nlohmann::json& value, const std::string& where, nlohmann::json recipe,
                 std::size_t base, std::vector<AblationEntry>& entries, std::string& error) {
  JsonReader json(value, where, error);
  AblationEntry entry;
  entry.base = base;
  entry.name = json.text("name");
  entry.change = json.text("change");
  const nlohmann::json patch = json.has("patch") ? json.array("patch") : nlohmann::json::array();
  json.finish();
  if (error.empty() && !is_file_name(entry.name))
    json.refuse("name", "must be made of letters, digits, _ and -");
  for (const AblationEntry& other : entries)
    if (other.name == entry.name) json.refuse("name", "\"" + entry.name + "\" stands there twice");
  if (!error.empty() || !apply(recipe, patch, where, error)) return;
  auto parsed = parse_recipe(recipe.dump());
  if (!parsed) {
    error = where + ": " + parsed.error();
    return;
  }
  entry.recipe = std::move(parsed).value();
  entries.push_back(std::move(entry));
}

void read_group(const std::filesystem::path& folder, const nlohmann::json& value,
                const std::string& where, const nlohmann::json& common,
                std::vector<AblationEntry>& entries, std::string& error) {
  JsonReader json(value, where, error);
  const std::string name = json.text("base");
  const nlohmann::json& changes = json.array("changes");
  json.finish();
  if (!error.empty()) return;
  auto recipe = load_json(folder / name);
  if (!recipe) {
    error = recipe.error();
    return;
  }
  if (!apply(recipe.value(), common, where + " (common)", error)) return;
  const std::size_t base = entries.size();
  for (std::size_t i = 0; i < changes.size() && error.empty(); ++i)
    read_change(changes[i], where + ".changes[" + std::to_string(i) + "]", recipe.value(), base,
                entries, error);
}

}  // namespace

Result<std::vector<AblationEntry>, std::string> read_ablation_plan(
    const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "study.json";
  const auto document = load_json(path);
  if (!document) return Failure{document.error()};
  std::string error;
  JsonReader json(document.value(), path.string(), error);
  json.text("description", "");
  const nlohmann::json common = json.has("common") ? json.array("common") : nlohmann::json::array();
  const nlohmann::json& groups = json.array("groups");
  json.finish();
  std::vector<AblationEntry> entries;
  for (std::size_t i = 0; i < groups.size() && error.empty(); ++i)
    read_group(folder, groups[i], path.string() + ".groups[" + std::to_string(i) + "]", common,
               entries, error);
  if (!error.empty()) return Failure{error};
  return entries;
}

}  // namespace second_opinion
