// IDX files, plain and gzip: refused in words, or as many items as they say.
// The reader takes a path, so the bytes stand in a file that lies in memory.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "native_trainer/data/idx_file.hpp"
#include "tests/fuzz/fuzz_target.hpp"

using namespace second_opinion;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int file = memfd_create("idx", 0);
  fuzz::require(file >= 0 && write(file, data, size) == static_cast<ssize_t>(size));
  const std::string path = "/proc/self/fd/" + std::to_string(file);
  const auto images = read_idx_images(path);
  if (images.ok()) {
    fuzz::require(images.value().count > 0 &&
                  images.value().pixels.size() ==
                      static_cast<std::size_t>(images.value().count) * 784);
  } else {
    fuzz::require(!images.error().empty());
  }
  const auto labels = read_idx_labels(path);
  if (labels.ok()) {
    for (const unsigned char label : labels.value()) fuzz::require(label <= 9);
  }
  close(file);
  return 0;
}
