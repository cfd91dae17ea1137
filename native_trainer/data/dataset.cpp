// Puts pictures and labels together, and finds MNIST's four files under the names they go by.
#include "native_trainer/data/dataset.hpp"

#include <zlib.h>

#include <array>
#include <cstdlib>

#include "native_trainer/data/idx_file.hpp"

namespace second_opinion {
namespace {

bool is_file(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

// The set of names under which one of MNIST's files is passed around: the original one, and the one
// with a dot before "idx" that unpacking it with some tools gives.
std::array<std::string, 2> names_of(const std::string& name) {
  std::string dotted = name;
  const std::size_t hyphen = dotted.rfind("-idx");
  if (hyphen != std::string::npos) dotted[hyphen] = '.';
  return {name, dotted};
}

// Looks for `name` (such as "train-images-idx3-ubyte") under all its names, gzip or plain. Kaggle's
// archives unpack into a folder of the file's own name with the file inside, so those folders are
// looked into as well. An empty path when the file is nowhere.
std::filesystem::path find_idx(const std::filesystem::path& folder, const std::string& name) {
  const auto names = names_of(name);
  std::vector<std::filesystem::path> places{folder};
  for (const std::string& inner : names) places.push_back(folder / inner);
  for (const auto& place : places)
    for (const std::string& each : names)
      for (const char* suffix : {".gz", ""})
        if (is_file(place / (each + suffix))) return place / (each + suffix);
  return {};
}

// The file itself where a folder of the file's own name was given.
std::filesystem::path file_at(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) return path;
  const auto inside = find_idx(path, (path / "").parent_path().filename().string());
  return inside.empty() ? path : inside;
}

}  // namespace

std::uint32_t data_checksum(const Dataset& data) {
  const auto pixels = crc32_z(0, data.pixels.data(), data.pixels.size());
  return static_cast<std::uint32_t>(crc32_z(pixels, data.labels.data(), data.labels.size()));
}

Result<Dataset, std::string> load_dataset(const std::filesystem::path& images,
                                          const std::filesystem::path& labels) {
  auto pictures = read_idx_images(file_at(images));
  if (!pictures) return Failure{pictures.error()};
  auto classes = read_idx_labels(file_at(labels));
  if (!classes) return Failure{classes.error()};
  const std::size_t count = static_cast<std::size_t>(pictures.value().count);
  if (count != classes.value().size())
    return Failure{images.string() + " holds " + std::to_string(count) + " images but " +
                   labels.string() + " holds " + std::to_string(classes.value().size()) +
                   " labels; give two files that belong together"};
  return Dataset{std::move(pictures.value().pixels), std::move(classes).value()};
}

std::filesystem::path data_folder(const std::string& option) {
  if (!option.empty()) return option;
  const char* environment = std::getenv("MNIST_DIR");
  if (environment != nullptr && *environment != '\0') return environment;
  return std::filesystem::path("data") / "mnist";
}

Result<Dataset, std::string> load_mnist(const std::filesystem::path& folder, MnistSet set) {
  const std::string stem = set == MnistSet::kTrain ? "train" : "t10k";
  const auto images = find_idx(folder, stem + "-images-idx3-ubyte");
  const auto labels = find_idx(folder, stem + "-labels-idx1-ubyte");
  if (images.empty() || labels.empty())
    return Failure{"MNIST is not in " + folder.string() + " (no " + stem +
                   (images.empty() ? "-images-idx3-ubyte" : "-labels-idx1-ubyte") +
                   "[.gz]); run `trainer download --data " + folder.string() +
                   "`, or name the right folder with --data or MNIST_DIR"};
  return load_dataset(images, labels);
}

}  // namespace second_opinion
