// A row is one JSON object. Files may come from anywhere, so every value is checked when it is
// read.
#include "native_trainer/studies/sweep/sweep_row.hpp"

#include <algorithm>

#include "core/json/json_reader.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kRowSchema = 1;
constexpr double kLargest = 1e300;

Json score_json(const SweepScore& score) {
  return {
      {"loss", score.loss}, {"mse", score.mse}, {"mae", score.mae}, {"accuracy", score.accuracy}};
}

SweepScore read_score(JsonReader json) {
  SweepScore score;
  score.loss = json.number("loss", 0, kLargest);
  score.mse = json.number("mse", 0, kLargest);
  score.mae = json.number("mae", 0, kLargest);
  score.accuracy = json.number("accuracy", 0, 1);
  json.finish();
  return score;
}

Json epochs_json(const std::vector<EpochRecord>& epochs) {
  Json out = Json::array();
  for (const EpochRecord& e : epochs)
    out.push_back({{"train_loss", e.train_loss},
                   {"train_accuracy", e.train_accuracy},
                   {"validation_loss", e.validation_loss},
                   {"validation_accuracy", e.validation_accuracy}});
  return out;
}

std::vector<EpochRecord> read_epochs(JsonReader& json, std::string& error) {
  std::vector<EpochRecord> epochs;
  for (const nlohmann::json& value : json.array("epochs")) {
    JsonReader record(value, "row.epochs[" + std::to_string(epochs.size()) + "]", error);
    EpochRecord epoch{.epoch = static_cast<int>(epochs.size()) + 1};
    epoch.train_loss = record.number("train_loss", 0, kLargest);
    epoch.train_accuracy = record.number("train_accuracy", 0, 1);
    epoch.validation_loss = record.number("validation_loss", 0, kLargest);
    epoch.validation_accuracy = record.number("validation_accuracy", 0, 1);
    record.finish();
    epochs.push_back(epoch);
  }
  return epochs;
}

bool is_count(const nlohmann::json& value) {
  return value.is_number_integer() && value >= 0 && value <= 1000000;
}

void read_test(JsonReader& json, SweepRow& row) {
  const nlohmann::json& confusion = json.array("confusion");
  bool right = confusion.size() == kDigitCount;
  for (std::size_t truth = 0; right && truth < kDigitCount; ++truth) {
    right = confusion[truth].is_array() && confusion[truth].size() == kDigitCount &&
            std::all_of(confusion[truth].begin(), confusion[truth].end(), is_count);
    for (std::size_t guessed = 0; right && guessed < kDigitCount; ++guessed)
      row.confusion[truth][guessed] = confusion[truth][guessed].get<int>();
  }
  if (!right) json.refuse("confusion", "must be ten rows of ten counts");
  if (!json.has("wrong")) return;  // a network without errors
  for (const nlohmann::json& index : json.array("wrong")) {
    if (!is_count(index)) return json.refuse("wrong", "must list indices of test images");
    row.wrong.push_back(index.get<int>());
  }
}

void read_results(JsonReader& json, SweepRow& row, std::string& error) {
  row.best_epoch = json.integer("best_epoch", 1, 100000);
  row.train = read_score(json.object("train"));
  row.validation = read_score(json.object("validation"));
  row.test = read_score(json.object("test"));
  row.epochs = read_epochs(json, error);
  read_test(json, row);
}

}  // namespace

std::string encode_sweep_row(const SweepRow& row, const std::string& identity) {
  Json json{{"schema", kRowSchema},         {"identity", identity},
            {"run", run_name(row.run)},     {"failure", row.failure},
            {"parameters", row.parameters}, {"multiply_adds", row.multiply_adds},
            {"seconds", row.seconds}};
  if (row.ok()) {
    json["best_epoch"] = row.best_epoch;
    json["train"] = score_json(row.train);
    json["validation"] = score_json(row.validation);
    json["test"] = score_json(row.test);
    json["epochs"] = epochs_json(row.epochs);
    json["confusion"] = row.confusion;
    if (!row.wrong.empty()) json["wrong"] = row.wrong;
  }
  return json.dump() + "\n";
}

Result<SweepRow, std::string> decode_sweep_row(std::string_view text, const std::string& identity,
                                               const SweepRun& run) {
  const nlohmann::json document = nlohmann::json::parse(text, nullptr, false);
  std::string error;
  JsonReader json(document, "row", error);
  const int schema = json.integer("schema", 1, 1000);
  if (error.empty() && schema != kRowSchema)
    error = "row: schema " + std::to_string(schema) + " is not known here";
  const std::string found = json.text("identity");
  if (error.empty() && (found != identity || json.text("run") != run_name(run)))
    return Failure{std::string("is of another grid or of other data")};
  SweepRow row;
  row.run = run;
  row.failure = json.text("failure");
  row.parameters = static_cast<std::size_t>(json.number("parameters", 0, 1e12));
  row.multiply_adds = json.number("multiply_adds", 0, kLargest);
  row.seconds = json.number("seconds", 0, kLargest);
  if (row.ok()) read_results(json, row, error);
  json.finish();
  if (!error.empty()) return Failure{error};
  return row;
}

}  // namespace second_opinion
