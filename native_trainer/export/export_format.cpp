// One switch: what a format's files are called.
#include "native_trainer/export/export_format.hpp"

#include <algorithm>
#include <cctype>

namespace second_opinion {

std::optional<std::string> why_misnamed(ExportFormat format, const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  const std::string stem = path.stem().string();
  switch (format) {
    case ExportFormat::kOnnx:
      if (ending == ".onnx") return std::nullopt;
      return path.string() + ": an ONNX file is called *.onnx; name it " + stem + ".onnx";
    case ExportFormat::kKeras:
      if (ending == ".h5" || ending == ".hdf5") return std::nullopt;
      if (ending == ".keras")
        return path.string() +
               ": Keras 3 reads *.keras as a zip archive, and this export is HDF5; "
               "name it " +
               stem + ".h5";
      return path.string() + ": Keras opens HDF5 as *.h5 or *.hdf5 alone; name it " + stem + ".h5";
  }
  return std::nullopt;
}

}  // namespace second_opinion
