// The teachers' mean logits on every view of every training picture, kept in a
// file so that any number of students can learn from them without running the
// teachers again. Bytes in, bytes out; runs no teacher (teacher_ensemble.hpp).
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/learning/training/distillation_targets.hpp"

namespace second_opinion {

struct BankTeacher {
  std::string file;            // its name, without folders
  std::uint32_t checksum = 0;  // CRC-32 of the weights file
  double accuracy = 0;         // on all views, 0..1

  bool operator==(const BankTeacher&) const = default;
};

// What a bank belongs to: a student with anything else must not learn from it.
struct BankSubject {
  std::string augmentation;  // bank_augmentation of the recipe
  std::uint32_t data = 0;    // data_checksum of the whole training set
  std::uint32_t split = 0;   // CRC-32 of the training part's indices
  int images = 0;            // in the training part

  bool operator==(const BankSubject&) const = default;
};

struct TeacherBank {
  BankSubject subject;
  std::uint64_t seed = 0;  // of the augmentation
  int views = 0;
  int light_views = 0;  // the last so many are lightly augmented
  std::vector<BankTeacher> teachers;
  double accuracy = 0;  // of the mean of the teachers, on all views
  // A few pictures of view 0 as the teachers saw them (sample_view in bank_fit.hpp); may be empty.
  std::vector<unsigned char> sample;
  // views × images × 10, float16; images in the order of the training part.
  std::vector<std::uint16_t> logits;
  std::uint32_t checksum = 0;  // of the encoded bytes; set by encode and decode

  // What a student's training needs of the bank, which outlives it.
  TeacherLogits teacher_logits() const {
    return {seed, views, light_views, subject.images, logits};
  }
};

inline constexpr std::size_t kMaxBankBytes = std::size_t{4} << 30;

// Layout, in the machine's own order of bytes (little-endian everywhere we run): "SOTB", u32
// version, u32 CRC-32 of all bytes from 12 on, u32 length of a JSON text, the JSON text, then the
// float16 logits.
std::vector<unsigned char> encode_bank(TeacherBank& bank);
// The error is the end of a sentence that begins with the file's name.
Result<TeacherBank, std::string> decode_bank(std::span<const unsigned char> bytes);

// The augmentation part of a recipe's text in one canonical form, without the number of light
// epochs: banks and students may differ in that. The recipe must have been read by parse_recipe.
std::string bank_augmentation(const std::string& recipe_text);
BankSubject bank_subject(const std::string& recipe_text, std::uint32_t data_checksum,
                         std::span<const int> training_part);

// Reads and decodes a bank; errors name the path.
Result<TeacherBank, std::string> load_bank(const std::filesystem::path& path);

}  // namespace second_opinion
