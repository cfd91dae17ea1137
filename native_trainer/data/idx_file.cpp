// A file is read once, from front to back: header, body, and then whether anything follows.
#include "native_trainer/data/idx_file.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "core/image/digit_image.hpp"
#include "native_trainer/io/gzip_file.hpp"

namespace second_opinion {
namespace {

constexpr std::uint32_t kImagesMagic = 0x00000803;  // unsigned bytes, three dimensions
constexpr std::uint32_t kLabelsMagic = 0x00000801;  // unsigned bytes, one dimension

std::string fault(const std::filesystem::path& path, const std::string& what) {
  return path.string() + ": " + what;
}

std::uint32_t big_endian(const unsigned char* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
         std::uint32_t{bytes[2]} << 8 | std::uint32_t{bytes[3]};
}

// Reads `size` bytes in pieces, so that a header that lies cannot make us
// allocate more than the file really holds (plus one piece).
Result<std::vector<unsigned char>, std::string> read_body(GzipFile& file,
                                                          const std::filesystem::path& path,
                                                          std::size_t size) {
  constexpr std::size_t kPiece = 1u << 22;
  std::vector<unsigned char> body;
  while (body.size() < size) {
    const std::size_t piece = std::min(kPiece, size - body.size());
    const std::size_t start = body.size();
    body.resize(start + piece);
    if (file.read(std::span(body).subspan(start)) != piece)
      return Failure{fault(path, "ends early or is damaged: its header promises " +
                                     std::to_string(size) + " bytes of data; fetch it again")};
  }
  unsigned char extra;
  if (file.read({&extra, 1}) > 0)
    return Failure{fault(path, "goes on after the " + std::to_string(size) +
                                   " bytes of data that its header promises; fetch it again")};
  if (file.is_damaged()) return Failure{fault(path, "is a damaged gzip file; fetch it again")};
  return body;
}

Result<std::uint32_t, std::string> checked_count(std::uint32_t count,
                                                 const std::filesystem::path& path) {
  if (count == 0) return Failure{fault(path, "holds nothing (its header counts 0 items)")};
  if (count > static_cast<std::uint32_t>(kMaxIdxItems))
    return Failure{fault(path, "claims " + std::to_string(count) + " items; at most " +
                                   std::to_string(kMaxIdxItems) + " are read")};
  return count;
}

}  // namespace

Result<IdxImages, std::string> read_idx_images(const std::filesystem::path& path) {
  auto file = GzipFile::open(path);
  if (!file) return Failure{file.error()};
  std::array<unsigned char, 16> header{};
  if (file.value().read(header) != header.size())
    return Failure{
        fault(path, "is too short for an IDX file of images, or is damaged; fetch it again")};
  if (big_endian(&header[0]) != kImagesMagic)
    return Failure{fault(
        path,
        big_endian(&header[0]) == kLabelsMagic
            ? "holds labels where images are wanted; were the two files swapped?"
            : "is not an IDX file of images (it must begin with 00 00 08 03); fetch it again")};
  const auto count = checked_count(big_endian(&header[4]), path);
  if (!count) return Failure{count.error()};
  const std::uint32_t rows = big_endian(&header[8]), columns = big_endian(&header[12]);
  if (rows != kImageSide || columns != kImageSide)
    return Failure{fault(path, "holds images of " + std::to_string(rows) + "×" +
                                   std::to_string(columns) + " pixels; only 28×28 is read")};
  auto body = read_body(file.value(), path, std::size_t{count.value()} * kImagePixels);
  if (!body) return Failure{body.error()};
  return IdxImages{static_cast<int>(count.value()), std::move(body).value()};
}

Result<std::vector<unsigned char>, std::string> read_idx_labels(const std::filesystem::path& path) {
  auto file = GzipFile::open(path);
  if (!file) return Failure{file.error()};
  std::array<unsigned char, 8> header{};
  if (file.value().read(header) != header.size())
    return Failure{
        fault(path, "is too short for an IDX file of labels, or is damaged; fetch it again")};
  if (big_endian(&header[0]) != kLabelsMagic)
    return Failure{fault(
        path,
        big_endian(&header[0]) == kImagesMagic
            ? "holds images where labels are wanted; were the two files swapped?"
            : "is not an IDX file of labels (it must begin with 00 00 08 01); fetch it again")};
  const auto count = checked_count(big_endian(&header[4]), path);
  if (!count) return Failure{count.error()};
  auto body = read_body(file.value(), path, count.value());
  if (!body) return body;
  const auto bad = std::find_if(body.value().begin(), body.value().end(),
                                [](unsigned char label) { return label >= kDigitCount; });
  if (bad != body.value().end())
    return Failure{fault(path, "label " + std::to_string(bad - body.value().begin()) + " is " +
                                   std::to_string(*bad) + "; labels are 0 to 9")};
  return body;
}

}  // namespace second_opinion
