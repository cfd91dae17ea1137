// Puts pictures and labels together and finds MNIST's four files.
#include "native_trainer/data/dataset.hpp"

#include <zlib.h>

#include <cstdlib>

#include "native_trainer/data/idx_file.hpp"

namespace second_opinion {
namespace {

// The file under its original name, gzip or plain; an empty path when neither is there.
std::filesystem::path find_idx(const std::filesystem::path& folder, const std::string& name) {
  for (const char* suffix : {".gz", ""}) {
    const std::filesystem::path path = folder / (name + suffix);
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) return path;
  }
  return {};
}

}  // namespace

std::uint32_t data_checksum(const Dataset& data) {
  const auto pixels = crc32_z(0, data.pixels.data(), data.pixels.size());
  return static_cast<std::uint32_t>(crc32_z(pixels, data.labels.data(), data.labels.size()));
}

Result<Dataset, std::string> load_dataset(const std::filesystem::path& images,
                                          const std::filesystem::path& labels) {
  auto pictures = read_idx_images(images);
  if (!pictures) return Failure{pictures.error()};
  auto classes = read_idx_labels(labels);
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
