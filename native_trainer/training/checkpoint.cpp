// Layout: "SOCK", u32 version, u32 CRC-32 of the rest, u32 length of a JSON
// text, the JSON text (identity, counters, history), then float32 arrays whose
// number and sizes follow from the network.
#include "native_trainer/training/checkpoint.hpp"

#include <zlib.h>

#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

namespace second_opinion {
namespace {

constexpr char kMagic[4] = {'S', 'O', 'C', 'K'};
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeader = 16;
using Json = nlohmann::json;

void put_number(std::vector<unsigned char>& bytes, std::uint32_t number) {
  const auto* start = reinterpret_cast<const unsigned char*>(&number);
  bytes.insert(bytes.end(), start, start + sizeof number);
}

std::uint32_t get_number(std::span<const unsigned char> bytes, std::size_t offset) {
  std::uint32_t number;
  std::memcpy(&number, bytes.data() + offset, sizeof number);
  return number;
}

std::uint32_t checksum(std::span<const unsigned char> bytes) {
  return static_cast<std::uint32_t>(crc32(0, bytes.data(), static_cast<unsigned>(bytes.size())));
}

void put_arrays(std::vector<unsigned char>& bytes, const ParameterValues& arrays) {
  for (const auto& array : arrays) {
    const auto* start = reinterpret_cast<const unsigned char*>(array.data());
    bytes.insert(bytes.end(), start, start + array.size() * sizeof(float));
  }
}

// Takes arrays of the shape of `like` from the front of `bytes`; false when they are not there.
bool take_arrays(std::span<const unsigned char>& bytes, const ParameterValues& like,
                 ParameterValues& arrays) {
  arrays = like;
  for (auto& array : arrays) {
    const std::size_t size = array.size() * sizeof(float);
    if (bytes.size() < size) return false;
    if (size > 0) std::memcpy(array.data(), bytes.data(), size);
    bytes = bytes.subspan(size);
  }
  return true;
}

// JSON knows no infinity: a loss that has none yet is null.
Json finite_or_null(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}
double number_or(const Json& value, double otherwise) {
  return value.is_number() ? value.get<double>() : otherwise;
}

Json epochs_json(const History& history) {
  Json rows = Json::array();
  for (const EpochRecord& r : history.epochs)
    rows.push_back({r.train_loss, r.train_accuracy, r.validation_loss, r.validation_accuracy,
                    r.learning_rate, r.seconds});
  return rows;
}

std::vector<EpochRecord> epochs_from(const Json& rows) {
  std::vector<EpochRecord> epochs;
  for (const Json& row : rows) {
    if (!row.is_array() || row.size() != 6) continue;
    epochs.push_back({static_cast<int>(epochs.size()) + 1, number_or(row[0], 0),
                      number_or(row[1], 0), number_or(row[2], 0), number_or(row[3], 0),
                      number_or(row[4], 0), number_or(row[5], 0)});
  }
  return epochs;
}

struct Arrays {
  ParameterValues network, first, second, average, best;
};

bool take_all(std::span<const unsigned char> bytes, const ParameterValues& like, bool average,
              bool best, Arrays& arrays) {
  return take_arrays(bytes, like, arrays.network) && take_arrays(bytes, like, arrays.first) &&
         take_arrays(bytes, like, arrays.second) &&
         (!average || take_arrays(bytes, like, arrays.average)) &&
         (!best || take_arrays(bytes, like, arrays.best)) && bytes.empty();
}

void fill_state(const Json& json, Arrays& arrays, TrainingState& state) {
  set_values(state.network, arrays.network);
  state.optimizer.restore(json.value("optimizer_steps", std::int64_t{0}), std::move(arrays.first),
                          std::move(arrays.second));
  if (state.average)
    state.average->restore(json.value("average_steps", std::int64_t{0}), std::move(arrays.average));
  state.best.values = std::move(arrays.best);
  state.best.loss = number_or(json["best_loss"], std::numeric_limits<double>::infinity());
  state.epoch = json.value("epoch", 0);
  state.step = json.value("step", 0);
  state.sums = {json.value("loss", 0.0), json.value("right", std::int64_t{0}),
                json.value("images", std::int64_t{0}), json.value("seconds", 0.0)};
  state.history.epochs = epochs_from(json["epochs"]);
  state.history.best_epoch = json.value("best_epoch", 0);
}

}  // namespace

std::string training_identity(const Recipe& recipe, const Dataset& data, const History& history,
                              const TeacherBank* bank) {
  const bool by_writers = recipe.split == SplitKind::kWriters && !history.full;
  return recipe.text + " seed " + std::to_string(recipe.seed) + " epochs " +
         std::to_string(recipe.epochs) + " training " + std::to_string(history.training_images) +
         " validation " + std::to_string(history.validation_images) + " data " +
         std::to_string(data_checksum(data)) + (by_writers ? " split by writers" : "") +
         (bank ? " bank " + std::to_string(bank->checksum) : "");
}

std::vector<unsigned char> encode_checkpoint(const TrainingState& state,
                                             const std::string& identity) {
  const Json json{{"identity", identity},
                  {"epoch", state.epoch},
                  {"step", state.step},
                  {"loss", state.sums.loss},
                  {"right", state.sums.right},
                  {"images", state.sums.images},
                  {"seconds", state.sums.seconds},
                  {"optimizer_steps", state.optimizer.steps()},
                  {"average_steps", state.average ? state.average->steps() : 0},
                  {"has_best", !state.best.values.empty()},
                  {"best_loss", finite_or_null(state.best.loss)},
                  {"best_epoch", state.history.best_epoch},
                  {"epochs", epochs_json(state.history)}};
  const std::string text = json.dump();
  std::vector<unsigned char> bytes(kMagic, kMagic + sizeof kMagic);
  put_number(bytes, kVersion);
  put_number(bytes, 0);
  put_number(bytes, static_cast<std::uint32_t>(text.size()));
  bytes.insert(bytes.end(), text.begin(), text.end());
  put_arrays(bytes, copy_values(state.network));
  put_arrays(bytes, state.optimizer.first());
  put_arrays(bytes, state.optimizer.second());
  if (state.average) put_arrays(bytes, state.average->values());
  put_arrays(bytes, state.best.values);
  const std::uint32_t sum = checksum(std::span(bytes).subspan(12));
  std::memcpy(bytes.data() + 8, &sum, sizeof sum);
  return bytes;
}

std::optional<std::string> decode_checkpoint(std::span<const unsigned char> bytes,
                                             const std::string& identity, TrainingState& state) {
  if (bytes.size() < kHeader || std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0)
    return "is not a checkpoint";
  if (get_number(bytes, 4) != kVersion) return "was written by another version of the trainer";
  if (get_number(bytes, 8) != checksum(bytes.subspan(12)))
    return "is damaged (its checksum is wrong)";
  const std::size_t length = get_number(bytes, 12);
  if (length > bytes.size() - kHeader) return "is damaged (its length is wrong)";
  const auto text = bytes.subspan(kHeader, length);
  const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!json.is_object() || !json.contains("best_loss") || !json.contains("epochs"))
    return "is damaged (its description cannot be read)";
  if (json.value("identity", "") != identity)
    return "belongs to another recipe, seed, length or data set";
  Arrays arrays;
  if (!take_all(bytes.subspan(kHeader + length), copy_values(state.network),
                state.average.has_value(), json.value("has_best", false), arrays))
    return "is damaged (its arrays have another size)";
  fill_state(json, arrays, state);
  return std::nullopt;
}

}  // namespace second_opinion
