// How work that falls into independent parts is done: one part after another,
// as here, or several at once by threads that somebody else owns. What is
// computed must not depend on which, so parts write to places of their own.
#pragma once

#include <cstdint>
#include <functional>

namespace second_opinion {

struct PartRunner {
  // One part: its number, and the number of the worker that does it. Two parts that run at the same
  // time have different workers, so that each worker may have buffers of its own.
  using Work = std::function<void(int part, int worker)>;

  int workers = 1;
  // Does parts 0 … parts - 1 and returns when all are done.
  std::function<void(int parts, const Work& work)> run = [](int parts, const Work& work) {
    for (int part = 0; part < parts; ++part) work(part, 0);
  };
};

// Items first … last - 1 of many.
struct PartRange {
  int first = 0;
  int last = 0;
  int size() const { return last - first; }
};

// The items of one part when `count` items are cut into `parts` parts of almost equal size.
inline PartRange part_range(int count, int part, int parts) {
  // The product of two numbers of items does not fit into 32 bits.
  const auto cut = [&](std::int64_t place) { return static_cast<int>(count * place / parts); };
  return {cut(part), cut(part + 1)};
}

}  // namespace second_opinion
