// The text is a version ("1"), then base64 in the alphabet for addresses (RFC 4648, section 5)
// without padding: two bytes of checksum, then the pixels, arithmetically coded. A pixel is first
// ink or none, guessed from whether its four neighbours that are known already are; ink is then
// full or between, guessed from how bright two of them are.
#include "core/image/digit_link.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/base/arithmetic_coder.hpp"

namespace second_opinion {
namespace {

using Bytes = std::array<unsigned char, kImagePixels>;

constexpr char kVersion = '1';
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kChecksumBytes = 2;
// A picture of pure noise stays below it.
constexpr std::size_t kMostCharacters = 1600;
constexpr unsigned kFull = 252;  // pens leave 252 to 255 in the middle of a stroke

unsigned checksum(const Bytes& pixels) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const unsigned char pixel : pixels) hash = (hash ^ pixel) * 16777619u;
  return (hash ^ hash >> 16) & 0xffff;
}

// The probabilities, by the circumstances in which they are used, and one pixel by them. Coder:
// bool decide(AdaptiveBit&, bool), bool decide_evenly(bool), which answer the true decision.
class PixelModel {
 public:
  template <typename Coder>
  unsigned code(const Bytes& before, int place, unsigned pixel, Coder& coder) {
    const unsigned west = at(before, place, -1, 0), north = at(before, place, 0, -1);
    const std::size_t inked = (west > 0) | (north > 0) << 1 | (at(before, place, -1, -1) > 0) << 2 |
                              (at(before, place, 1, -1) > 0) << 3;
    if (!coder.decide(ink_[inked], pixel > 0)) return 0;
    const unsigned mean = (west + north) / 2;
    AdaptiveBit& full = full_[mean < 64 ? 0 : mean < 192 ? 1 : 2];
    if (coder.decide(full, pixel >= kFull))
      return kFull + number(2, 2, above_, pixel - kFull, coder);
    return number(8, 2, between_, pixel, coder);
  }

 private:
  static unsigned at(const Bytes& pixels, int place, int right, int down) {
    const int x = place % kImageSide + right, y = place / kImageSide + down;
    if (x < 0 || x >= kImageSide || y < 0) return 0;
    return pixels[static_cast<std::size_t>(y * kImageSide + x)];
  }

  // A number of so many bits, the highest `guessed` of which have probabilities of their own.
  template <typename Coder>
  static unsigned number(int bits, int guessed, std::array<AdaptiveBit, 4>& kinds, unsigned value,
                         Coder& coder) {
    unsigned node = 1;
    for (int bit = bits - 1; bit >= 0; --bit) {
      const bool wanted = value >> bit & 1;
      const bool set = bits - 1 - bit < guessed ? coder.decide(kinds[node], wanted)
                                                : coder.decide_evenly(wanted);
      node = node * 2 + (set ? 1 : 0);
    }
    return node - (1u << bits);
  }

  std::array<AdaptiveBit, 16> ink_;
  std::array<AdaptiveBit, 3> full_;
  std::array<AdaptiveBit, 4> above_, between_;
};

struct Writing {
  ArithmeticEncoder encoder;
  bool decide(AdaptiveBit& kind, bool decision) {
    encoder.put(kind, decision);
    return decision;
  }
  bool decide_evenly(bool decision) {
    encoder.put_evenly(decision);
    return decision;
  }
};

struct Reading {
  ArithmeticDecoder decoder;
  bool decide(AdaptiveBit& kind, bool) { return decoder.get(kind); }
  bool decide_evenly(bool) { return decoder.get_evenly(); }
};

std::string to_base64(std::span<const unsigned char> bytes) {
  std::string text;
  unsigned rest = 0;
  int bits = 0;
  for (const unsigned char byte : bytes) {
    rest = rest << 8 | byte;
    for (bits += 8; bits >= 6; bits -= 6) text += kAlphabet[rest >> (bits - 6) & 63];
  }
  if (bits > 0) text += kAlphabet[rest << (6 - bits) & 63];
  return text;
}

// None where a character is not of the alphabet.
std::optional<std::vector<unsigned char>> from_base64(std::string_view text) {
  std::vector<unsigned char> bytes;
  unsigned rest = 0;
  int bits = 0;
  for (const char character : text) {
    const std::size_t value = kAlphabet.find(character);
    if (value == std::string_view::npos) return std::nullopt;
    rest = rest << 6 | static_cast<unsigned>(value);
    bits += 6;
    if (bits >= 8) bytes.push_back(static_cast<unsigned char>(rest >> (bits -= 8)));
  }
  return bytes;
}

Failure<std::string> refuse(const char* what) {
  return Failure{std::string("The link carries no digit that can be read: ") + what +
                 ". Ask for it again, and copy it whole."};
}

}  // namespace

std::string print_digit_link(const DigitImage& digit) {
  Bytes pixels{};
  std::transform(digit.pixels().begin(), digit.pixels().end(), pixels.begin(),
                 [](float pixel) { return static_cast<unsigned char>(std::lround(pixel * 255)); });
  PixelModel model;
  Writing writing;
  for (int place = 0; place < kImagePixels; ++place)
    model.code(pixels, place, pixels[static_cast<std::size_t>(place)], writing);
  const unsigned check = checksum(pixels);
  std::vector<unsigned char> bytes{static_cast<unsigned char>(check),
                                   static_cast<unsigned char>(check >> 8)};
  const std::vector<unsigned char> coded = writing.encoder.finish();
  bytes.insert(bytes.end(), coded.begin(), coded.end());
  return kVersion + to_base64(bytes);
}

Result<DigitImage, std::string> parse_digit_link(std::string_view text) {
  if (text.empty()) return refuse("it is empty");
  if (text.size() > kMostCharacters) return refuse("it is too long");
  if (text.front() != kVersion) return refuse("it was made by another version of this page");
  const auto bytes = from_base64(text.substr(1));
  if (!bytes) return refuse("it holds characters that no link has");
  if (bytes->size() < kChecksumBytes) return refuse("it was cut");
  Bytes pixels{};
  PixelModel model;
  Reading reading{ArithmeticDecoder(std::span(*bytes).subspan(kChecksumBytes))};
  for (int place = 0; place < kImagePixels; ++place)
    pixels[static_cast<std::size_t>(place)] =
        static_cast<unsigned char>(model.code(pixels, place, 0, reading));
  const unsigned check = (*bytes)[0] | (*bytes)[1] << 8;
  if (check != checksum(pixels)) return refuse("it was cut or changed on its way");
  const auto [least, most] = std::minmax_element(pixels.begin(), pixels.end());
  if (*least == *most) return refuse("its picture is blank");
  return DigitImage::from_bytes(pixels);
}

}  // namespace second_opinion
