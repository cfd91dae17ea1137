// The weights format: its one reader and its one writer. Bytes in, bytes out;
// no disk. The table stands above the code in weights_file.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/network/network.hpp"
#include "core/novelty/novelty.hpp"
#include "core/weights/stored_parameter.hpp"

namespace second_opinion {

// Everything that a classifier needs and everything that a reader of the model
// card may ask.
struct WeightsFile {
  Network network;       // batch norm folded
  float input_mean = 0;  // pixels (0..1) are shifted by -mean and divided by deviation first
  float input_deviation = 1;
  float temperature = 1;   // logits are divided by it before the softmax
  std::string provenance;  // JSON text written by the trainer: recipe, seed, data, epochs, dates;
                           // may be empty
  std::optional<NoveltyModel> novelty{};  // when the file can tell what looks like no digit
};

enum class WeightsFault : std::uint8_t {
  kTooShort,
  kNotWeights,
  kVersion,
  kSize,
  kTooLarge,
  kChecksum,
  kArchitecture,
  kParameters,
  kNotFinite,
  kSettings,
  kNovelty
};

struct WeightsError {
  WeightsFault fault{};
  std::string detail;
};
std::string describe(const WeightsError& error);

// Follows from the cap on parameters, so that every network that plan_network takes makes a file
// that can be read again: each parameter is four bytes at most, the novelty of the last layer's
// inputs, of which each has ten weights, less than one more, and a megabyte is for everything else.
// The trainer keeps a provenance of its own within kMaxProvenanceBytes.
inline constexpr std::size_t kMaxProvenanceBytes = std::size_t{1} << 19;
inline constexpr std::size_t kMaxWeightsBytes = 5 * kMaxParameters + (std::size_t{1} << 20);

// Weights (ParameterRole::kWeight) are stored as asked, everything else as float16
// when weights are int8 or float16, else float32. Network must hold no batch norm;
// novelty, when there, must fit its last layer. Without novelty the file is of version 1.
std::vector<unsigned char> encode_weights(const WeightsFile& file, Storage storage);
Result<WeightsFile, WeightsError> decode_weights(std::span<const unsigned char> bytes);
// The storage of the file's weights; decode_weights must have accepted the bytes.
Storage storage_of(std::span<const unsigned char> bytes);

}  // namespace second_opinion
