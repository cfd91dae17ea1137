// Whole files in and out. A file is written beside its place and then renamed,
// so that no reader ever sees half of it.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "core/base/result.hpp"
#include "core/weights/weights_file.hpp"

namespace second_opinion {

Result<std::vector<unsigned char>, std::string> read_file(const std::filesystem::path& path,
                                                          std::size_t most_bytes);

// An error message, or nothing when the file stands.
std::optional<std::string> write_file(const std::filesystem::path& path,
                                      std::span<const unsigned char> bytes);
std::optional<std::string> write_file(const std::filesystem::path& path, std::string_view text);
// For hours of work: an error message now rather than at their end when nothing can be written to
// the path.
std::optional<std::string> check_writable(const std::filesystem::path& path);
// The second half of write_file, for what others write: whole beside its place, then renamed;
// removed when that fails.
std::optional<std::string> move_into_place(const std::filesystem::path& written,
                                           const std::filesystem::path& path);
// "PATH: cannot be written (why); what to do".
std::string cannot_write(const std::filesystem::path& path, const std::error_code& reason);

// Reads and decodes a weights file; errors name the path.
Result<WeightsFile, std::string> load_weights(const std::filesystem::path& path);

}  // namespace second_opinion
