// One network in each of the forms in which a weights file can hold it: how many bytes it takes,
// and what the rounding does to its answers. Reads and writes no file.
#pragma once

#include <string_view>
#include <vector>

#include "core/report/files_study.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/measure/evaluation.hpp"

namespace second_opinion {

// What int8 and int4 weights are clipped by: their own error or that of the layer's outputs.
enum class Clip { kWeights, kOutputs };

std::string_view storage_name(Storage storage);  // "float32", "float16", "int8", "int4"
bool is_integer(Storage storage);                // int8 or int4

// The file's bytes in that form. `pictures` (training ones) are used by int8 and int4 with
// Clip::kOutputs alone.
std::vector<unsigned char> store(const WeightsFile& file, Storage storage, Clip clip,
                                 const Dataset& pictures);

// Pictures enough to weigh a layer's outputs by.
inline constexpr int kClipPictures = 512;

// The network in every form of storage, measured on the pictures that its training held out.
// bytes, storage: of the file as it is.
StoredNetwork stored_network(const std::string& name, const WeightsFile& file, std::size_t bytes,
                             Storage storage, const Dataset& train, int threads);

}  // namespace second_opinion
