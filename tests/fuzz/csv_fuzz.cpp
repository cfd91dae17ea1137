// CSV as visitors offer it: any bytes are refused in words or give a picture
// that survives being printed and read again.
#include "core/csv/csv_image.hpp"
#include "tests/fuzz/fuzz_target.hpp"

using namespace second_opinion;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  OfferedFile file;
  file.name = "digit.csv";
  file.bytes = {data, size};
  file.total_bytes = static_cast<double>(size);
  const auto read = parse_csv_image(file);
  if (!read.ok()) {
    fuzz::require(!describe(read.error()).empty() && read.error().more >= 0);
    return 0;
  }
  fuzz::require(!describe(read.value()).empty());
  const ClippedValues& clipped = read.value().clipped;
  fuzz::require((clipped.count > 0) == (clipped.lowest < 0 || clipped.highest > 0));
  for (const float pixel : read.value().image.pixels()) fuzz::require(pixel >= 0 && pixel <= 1);
  const std::string printed = print_csv_image(read.value().image);
  file.bytes = {reinterpret_cast<const unsigned char*>(printed.data()), printed.size()};
  file.total_bytes = static_cast<double>(printed.size());
  const auto again = parse_csv_image(file);
  // A picture so faint that it rounds to nothing prints as blank; all others come back within a
  // half step.
  if (!again.ok()) return 0;
  for (std::size_t i = 0; i < again.value().image.pixels().size(); ++i) {
    const float difference = again.value().image.pixels()[i] - read.value().image.pixels()[i];
    fuzz::require(difference < 0.51f / 255 && difference > -0.51f / 255);
  }
  return 0;
}
