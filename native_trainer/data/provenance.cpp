// A file may say anything about itself, so whatever is missing or of another type is passed over.
#include "native_trainer/data/provenance.hpp"

#include <cstdio>
#include <numeric>
#include <vector>

#include "core/base/byte_stream.hpp"
#include "core/learning/training/split.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kHeldOutShare = 0.2;

// What the report shows of a recipe and no one can read off the network.
constexpr const char* kRecipeEssentials[] = {
    "name",        "epochs",   "batch",        "loss",
    "optimizer",   "schedule", "augmentation", "ema_half_life_epochs",
    "distillation"};

std::string checksum_text(const std::string& text) {
  char digits[16];
  std::snprintf(digits, sizeof digits, "%08x",
                static_cast<unsigned>(crc32(
                    std::span(reinterpret_cast<const unsigned char*>(text.data()), text.size()))));
  return digits;
}

bool says(const Json& json, const char* key, bool value) {
  const auto found = json.find(key);
  return found != json.end() && found->is_boolean() && found->get<bool>() == value;
}

}  // namespace

Json read_provenance(const WeightsFile& file) {
  Json json = Json::parse(file.provenance, nullptr, false);
  return json.is_object() ? json : Json::object();
}

Json compact_provenance(const Json& provenance) {
  Json out = provenance;
  const auto recipe = provenance.find("recipe");
  if (recipe == provenance.end() || !recipe->is_object()) return out;
  Json essentials = Json::object();
  for (const char* key : kRecipeEssentials) {
    const auto value = recipe->find(key);
    if (value != recipe->end()) essentials[key] = *value;
  }
  out["recipe"] = std::move(essentials);
  out["recipe_crc32"] = checksum_text(recipe->dump());
  out.erase("temperature");  // the header has it
  return out;
}

JudgingPictures judging_pictures(const WeightsFile& file, const Dataset& train) {
  const Json provenance = read_provenance(file);
  const Split split = split_indices(train.size(), kHeldOutShare);
  const auto held_out = provenance.find("validation_images");
  // Another share would hold out other pictures.
  const bool same_split = held_out != provenance.end() && held_out->is_number_integer() &&
                          held_out->get<std::size_t>() == split.validation.size();
  const auto kind = provenance.find("split");  // files from before there were two kinds name none
  const bool random_split = kind == provenance.end() || *kind == "random";
  return {subset(train, split.validation), subset(train, split.training),
          says(provenance, "full", false) && same_split && random_split};
}

Dataset held_out_digits(const Dataset& train, int most) {
  Dataset digits = judging_pictures({}, train).held_out;
  if (most <= 0 || most >= digits.size()) return digits;
  std::vector<int> first(static_cast<std::size_t>(most));
  std::iota(first.begin(), first.end(), 0);
  return subset(digits, first);
}

}  // namespace second_opinion
