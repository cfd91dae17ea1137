// Yes-or-no decisions → as few bytes as their probabilities allow, and back: binary arithmetic
// coding with probabilities that adapt (Witten, Neal and Cleary 1987, "Arithmetic Coding for Data
// Compression"). Integers alone, so that any machine reads what another wrote. What is decided, and
// in which circumstances a probability is used, is the caller's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace second_opinion {

// How likely a decision of one kind is yes: from even chances on, the first ones weigh most.
class AdaptiveBit {
 public:
  // Of 65,536, never 0 and never all, since both must stay possible.
  std::uint32_t yes() const { return yes_; }
  void learn(bool decision);

 private:
  std::uint32_t yes_ = 1u << 15;
  std::uint32_t seen_ = 0;
};

class ArithmeticEncoder {
 public:
  void put(AdaptiveBit& kind, bool decision);
  void put_evenly(bool decision);  // for what nothing is known of: one bit each
  // Everything that was put; the encoder is of no use afterwards.
  std::vector<unsigned char> finish();

 private:
  void narrow(std::uint32_t start, std::uint32_t size);
  void carry();

  std::vector<unsigned char> bytes_;
  std::uint32_t low_ = 0;
  std::uint32_t range_ = ~std::uint32_t{0};
};

// Asked in the same order with the same kinds, it answers what was put. Any bytes are some
// decisions: whether they are the right ones, the caller checks.
class ArithmeticDecoder {
 public:
  explicit ArithmeticDecoder(std::span<const unsigned char> bytes);
  bool get(AdaptiveBit& kind);
  bool get_evenly();

 private:
  bool decide(std::uint32_t bound);
  unsigned char next() { return at_ < bytes_.size() ? bytes_[at_++] : 0; }

  std::span<const unsigned char> bytes_;
  std::size_t at_ = 0;
  std::uint32_t code_ = 0;
  std::uint32_t range_ = ~std::uint32_t{0};
};

}  // namespace second_opinion
