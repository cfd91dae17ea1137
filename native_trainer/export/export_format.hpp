// The formats that a network can be exported to, and which names of files fit them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace second_opinion {

enum class ExportFormat { kOnnx, kKeras };

// Runtimes choose their reader by the end of a file's name: why `path` would mislead them, and what
// to call the file; nothing when it fits. Upper and lower case are the same.
std::optional<std::string> why_misnamed(ExportFormat format, const std::filesystem::path& path);

}  // namespace second_opinion
