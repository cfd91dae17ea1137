// A small recipe, and made-up data as IDX files, for tests of the trainer.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "native_trainer/data/dataset.hpp"
#include "native_trainer/recipe/recipe.hpp"
#include "tests/support/bars_dataset.hpp"

namespace second_opinion::testing {

using Bytes = std::vector<unsigned char>;

inline void append_big_endian(Bytes& bytes, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<unsigned char>(number >> shift));
}

inline Bytes idx_images(const Dataset& data) {
  Bytes bytes;
  for (const std::uint32_t number : {0x803u, static_cast<std::uint32_t>(data.size()), 28u, 28u})
    append_big_endian(bytes, number);
  bytes.insert(bytes.end(), data.pixels.begin(), data.pixels.end());
  return bytes;
}

inline Bytes idx_labels(const Dataset& data) {
  Bytes bytes;
  for (const std::uint32_t number : {0x801u, static_cast<std::uint32_t>(data.size())})
    append_big_endian(bytes, number);
  bytes.insert(bytes.end(), data.labels.begin(), data.labels.end());
  return bytes;
}

inline void write_bytes(const std::filesystem::path& path, const Bytes& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
}

inline void write_gzip(const std::filesystem::path& path, const Bytes& bytes) {
  const gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(file);
}

// The same pictures; those of `held_out`, and no others, are called nines. Whoever learns from the
// others learns that nothing is a nine.
inline Dataset with_unlearnable_labels(Dataset data, std::span<const int> held_out) {
  for (unsigned char& label : data.labels) label = label % 9;
  for (const int place : held_out) data.labels[static_cast<std::size_t>(place)] = 9;
  return data;
}

// MNIST's training files, so that the whole command line can run on them.
inline void write_training_set(const std::filesystem::path& folder, const Dataset& data) {
  write_bytes(folder / "train-images-idx3-ubyte", idx_images(data));
  write_gzip(folder / "train-labels-idx1-ubyte.gz", idx_labels(data));
}

// small_settings() (small_training.hpp) as a recipe.
inline constexpr const char* kSmallRecipe = R"({
  "name": "small", "family": "cnn",
  "layers": [
    {"kind": "convolution", "units": 4, "kernel": 3, "stride": 2, "bias": false},
    {"kind": "batch_norm"}, {"kind": "relu"}, {"kind": "average_pool", "kernel": 2, "stride": 2},
    {"kind": "dropout", "rate": 0.1}, {"kind": "linear", "units": 10, "flatten": true}],
  "loss": {"kind": "cross_entropy", "label_smoothing": 0.01},
  "optimizer": {"kind": "adamw", "learning_rate": 0.02, "weight_decay": 0.01},
  "schedule": {"kind": "one_cycle", "warmup_epochs": 1},
  "augmentation": {"rotation_degrees": 3, "shift_pixels": 0.5, "elastic_probability": 0.5,
                   "thickness_probability": 0.3, "light_last_epochs": 1},
  "batch": 20, "sub_batch": 6, "epochs": 3, "ema_half_life_epochs": 0.5, "gradient_clip": 5,
  "input": {"mean": 0.2, "deviation": 0.3}, "seed": 3, "storage": "float16"})";

inline Recipe small_recipe() {
  return parse_recipe(kSmallRecipe).value();
}

}  // namespace second_opinion::testing
