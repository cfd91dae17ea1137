// Every form is encoded, decoded again and measured then, as a reader would find it.
#include "native_trainer/compression/stored_network.hpp"

#include <algorithm>
#include <numeric>

#include "core/weights/quantization.hpp"
#include "native_trainer/compression/output_quantization.hpp"
#include "native_trainer/data/provenance.hpp"

namespace second_opinion {
namespace {

Dataset first_pictures(const Dataset& data, int count) {
  std::vector<int> indices(static_cast<std::size_t>(std::min(count, data.size())));
  std::iota(indices.begin(), indices.end(), 0);
  return subset(data, indices);
}

// For both kinds of rows, which say the same of a score.
template <class Row>
void add_score(Row& row, const Evaluation& evaluation) {
  row.errors = static_cast<int>(evaluation.errors.size());
  row.accuracy = evaluation.accuracy;
  row.loss = evaluation.loss;
  row.ece = evaluation.ece;
}

int count_changed(const std::vector<float>& before, const std::vector<float>& after) {
  int changed = 0;
  for (std::size_t i = 0; i < before.size(); i += kDigitCount)
    changed += guess(std::span(before).subspan(i, kDigitCount)) !=
               guess(std::span(after).subspan(i, kDigitCount));
  return changed;
}

}  // namespace

std::string_view storage_name(Storage storage) {
  switch (storage) {
    case Storage::kFloat32:
      return "float32";
    case Storage::kFloat16:
      return "float16";
    case Storage::kInt8PerColumn:
      return "int8";
    case Storage::kInt4PerColumn:
      return "int4";
  }
  return "";
}

bool is_integer(Storage storage) {
  return storage == Storage::kInt8PerColumn || storage == Storage::kInt4PerColumn;
}

std::vector<unsigned char> store(const WeightsFile& file, Storage storage, Clip clip,
                                 const Dataset& pictures) {
  if (!is_integer(storage) || clip == Clip::kWeights) return encode_weights(file, storage);
  WeightsFile rounded_file = file;
  rounded_file.network =
      quantize_by_outputs(file, first_pictures(pictures, kClipPictures),
                          storage == Storage::kInt4PerColumn ? kInt4Levels : kInt8Levels);
  return encode_weights(rounded_file, storage);
}

StoredNetwork stored_network(const std::string& name, const WeightsFile& file, std::size_t bytes,
                             Storage storage, const Dataset& train, int threads) {
  const JudgingPictures pictures = judging_pictures(file, train);
  const std::vector<float> before = predict(file, pictures.held_out, threads);
  const Evaluation evaluation = evaluate(before, pictures.held_out.labels);
  StoredNetwork row;
  row.network = name;
  row.parameters = static_cast<int>(parameter_total(file.network));
  row.multiply_adds = multiply_adds(file.network);
  row.unseen = pictures.unseen;
  row.images = pictures.held_out.size();
  row.before.storage = storage_name(storage);
  row.before.bytes = static_cast<int>(bytes);
  add_score(row.before, evaluation);
  const std::pair<Storage, Clip> forms[] = {
      {Storage::kFloat32, Clip::kWeights},       {Storage::kFloat16, Clip::kWeights},
      {Storage::kInt8PerColumn, Clip::kWeights}, {Storage::kInt8PerColumn, Clip::kOutputs},
      {Storage::kInt4PerColumn, Clip::kWeights}, {Storage::kInt4PerColumn, Clip::kOutputs}};
  for (const auto& [form, clip] : forms) {
    const std::vector<unsigned char> stored = store(file, form, clip, pictures.training);
    const std::vector<float> after =
        predict(decode_weights(stored).value(), pictures.held_out, threads);
    const Evaluation score = evaluate(after, pictures.held_out.labels);
    StoredForm entry;
    entry.storage = storage_name(form);
    if (is_integer(form)) entry.clip = clip == Clip::kWeights ? "weights" : "outputs";
    entry.bytes = static_cast<int>(stored.size());
    add_score(entry, score);
    entry.points_lost = 100 * (evaluation.accuracy - score.accuracy);
    entry.changed = count_changed(before, after);
    row.stored.push_back(std::move(entry));
  }
  return row;
}

}  // namespace second_opinion
