// What a weights file says about its own training: its provenance, a JSON text that the trainer
// writes into the file. A file from elsewhere may say anything there.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"

namespace second_opinion {

// {} when the text is no JSON object.
nlohmann::ordered_json read_provenance(const WeightsFile& file);

// The essentials: what the file's header and layers say already, defaults of
// the machine room and prose are left out, and the recipe's checksum stands for them.
nlohmann::ordered_json compact_provenance(const nlohmann::ordered_json& provenance);

// The pictures that judge a network, and those it may be adjusted on.
struct JudgingPictures {
  Dataset held_out;     // the fixed fifth of the training set
  Dataset training;     // the others
  bool unseen = false;  // whether the file says that it was trained without the held-out ones
};
JudgingPictures judging_pictures(const WeightsFile& file, const Dataset& train);

// The held-out fifth, or so many of its first pictures; 0 = all.
Dataset held_out_digits(const Dataset& train, int most);

}  // namespace second_opinion
