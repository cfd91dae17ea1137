// Little-endian numbers to and from bytes, and their CRC-32. The reader never
// leaves its span: past the end it gives zeros, so callers check left() first.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace second_opinion {

// ISO 3309, the checksum of gzip and PNG.
std::uint32_t crc32(std::span<const unsigned char> bytes);

class ByteWriter {
 public:
  void u8(std::uint8_t value) { bytes_.push_back(value); }
  void u16(std::uint16_t value) { put(value, 2); }
  void u32(std::uint32_t value) { put(value, 4); }
  void u64(std::uint64_t value) { put(value, 8); }
  void f32(float value) { put(__builtin_bit_cast(std::uint32_t, value), 4); }
  void text(const std::string& value) { bytes_.insert(bytes_.end(), value.begin(), value.end()); }
  void patch_u32(std::size_t offset, std::uint32_t value) { patch(offset, value, 4); }
  void patch_u64(std::size_t offset, std::uint64_t value) { patch(offset, value, 8); }
  const std::vector<unsigned char>& bytes() const { return bytes_; }
  std::vector<unsigned char> take() && { return std::move(bytes_); }

 private:
  void put(std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) bytes_.push_back(static_cast<unsigned char>(value >> (8 * i)));
  }
  void patch(std::size_t offset, std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i)
      bytes_[offset + i] = static_cast<unsigned char>(value >> (8 * i));
  }
  std::vector<unsigned char> bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::span<const unsigned char> bytes) : bytes_(bytes) {}

  std::uint8_t u8() { return static_cast<std::uint8_t>(get(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(get(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(get(4)); }
  std::uint64_t u64() { return get(8); }
  float f32() { return __builtin_bit_cast(float, u32()); }
  // The next bytes as they lie, fewer at the end.
  std::span<const unsigned char> raw(std::size_t count) {
    const auto bytes = bytes_.subspan(next_, count < left() ? count : left());
    next_ += bytes.size();
    return bytes;
  }
  std::string text(std::size_t count) {
    const auto bytes = raw(count);
    return {bytes.begin(), bytes.end()};
  }
  std::size_t left() const { return bytes_.size() - next_; }

 private:
  std::uint64_t get(int count) {
    std::uint64_t value = 0;
    if (left() < static_cast<std::size_t>(count)) {
      next_ = bytes_.size();
      return 0;
    }
    for (int i = 0; i < count; ++i) value |= static_cast<std::uint64_t>(bytes_[next_++]) << (8 * i);
    return value;
  }
  std::span<const unsigned char> bytes_;
  std::size_t next_ = 0;
};

}  // namespace second_opinion
