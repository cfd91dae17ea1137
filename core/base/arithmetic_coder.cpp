// An interval of 32 bits, from which whole bytes are shifted out at the top as soon as they are
// settled. A carry runs back into the bytes that are already there.
#include "core/base/arithmetic_coder.hpp"

#include <algorithm>

namespace second_opinion {
namespace {

constexpr int kProbabilityBits = 16;
constexpr std::uint32_t kSettled = 1u << 24;  // below it the top byte cannot change any more
constexpr std::uint32_t kSlowest = 60;        // later decisions weigh as much as this one

std::uint32_t share(std::uint32_t range, std::uint32_t yes) {
  return (range >> kProbabilityBits) * yes;
}

}  // namespace

// The mean of what was seen, with half a decision of either kind before (Krichevsky and Trofimov
// 1981), until its steps have become small.
void AdaptiveBit::learn(bool decision) {
  constexpr std::uint32_t kLeast = 16, kAll = 1u << kProbabilityBits;
  seen_ = std::min(seen_ + 1, kSlowest);
  const std::uint32_t steps = 2 * seen_ + 3;
  if (decision)
    yes_ += 2 * (kAll - yes_) / steps;
  else
    yes_ -= 2 * yes_ / steps;
  yes_ = std::clamp(yes_, kLeast, kAll - kLeast);
}

void ArithmeticEncoder::carry() {
  for (std::size_t i = bytes_.size(); i-- > 0;)
    if (++bytes_[i] != 0) return;
}

void ArithmeticEncoder::narrow(std::uint32_t start, std::uint32_t size) {
  const std::uint32_t before = low_;
  low_ += start;
  if (low_ < before) carry();
  range_ = size;
  while (range_ < kSettled) {
    bytes_.push_back(static_cast<unsigned char>(low_ >> 24));
    low_ <<= 8;
    range_ <<= 8;
  }
}

void ArithmeticEncoder::put(AdaptiveBit& kind, bool decision) {
  const std::uint32_t bound = share(range_, kind.yes());
  decision ? narrow(0, bound) : narrow(bound, range_ - bound);
  kind.learn(decision);
}

void ArithmeticEncoder::put_evenly(bool decision) {
  const std::uint32_t bound = range_ / 2;
  decision ? narrow(0, bound) : narrow(bound, range_ - bound);
}

// The shortest number of the interval. The decoder reads zeros after the end, so they are left out.
std::vector<unsigned char> ArithmeticEncoder::finish() {
  constexpr int kBits = 32;
  for (int bits = 8; bits <= kBits; bits += 8) {
    const std::uint64_t rest = (std::uint64_t{1} << (kBits - bits)) - 1;
    const std::uint64_t number = (low_ + rest) & ~rest;
    if (number - low_ >= range_) continue;
    if (number >> kBits) carry();
    for (int shift = kBits - 8; shift >= kBits - bits; shift -= 8)
      bytes_.push_back(static_cast<unsigned char>(number >> shift));
    break;
  }
  while (!bytes_.empty() && bytes_.back() == 0) bytes_.pop_back();
  return std::move(bytes_);
}

ArithmeticDecoder::ArithmeticDecoder(std::span<const unsigned char> bytes) : bytes_(bytes) {
  for (int i = 0; i < 4; ++i) code_ = code_ << 8 | next();
}

bool ArithmeticDecoder::decide(std::uint32_t bound) {
  const bool decision = code_ < bound;
  if (decision) {
    range_ = bound;
  } else {
    code_ -= bound;
    range_ -= bound;
  }
  while (range_ < kSettled) {
    code_ = code_ << 8 | next();
    range_ <<= 8;
  }
  return decision;
}

bool ArithmeticDecoder::get(AdaptiveBit& kind) {
  const bool decision = decide(share(range_, kind.yes()));
  kind.learn(decision);
  return decision;
}

bool ArithmeticDecoder::get_evenly() {
  return decide(range_ / 2);
}

}  // namespace second_opinion
