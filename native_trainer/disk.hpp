// Whole files in and out. A file is written beside its place and then renamed,
// so that no reader ever sees half of it.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/weights_file.hpp"
#include "native_trainer/teacher_bank.hpp"

namespace second_opinion {

Result<std::vector<unsigned char>, std::string> read_file(const std::filesystem::path& path, std::size_t most_bytes);

// An error message, or nothing when the file stands.
std::optional<std::string> write_file(const std::filesystem::path& path, std::span<const unsigned char> bytes);
std::optional<std::string> write_file(const std::filesystem::path& path, std::string_view text);

// Reads and decodes a weights file; errors name the path.
Result<WeightsFile, std::string> load_weights(const std::filesystem::path& path);

// Likewise a bank of teachers' answers.
Result<TeacherBank, std::string> load_bank(const std::filesystem::path& path);

}  // namespace second_opinion
