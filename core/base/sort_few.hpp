// A stable sort for lists of some dozens. Insertion, because every type sorted by std::stable_sort
// brings 3 KB of merging into the page; not for thousands.
#pragma once

#include <utility>

namespace second_opinion {

template <typename List, typename Before>
void sort_few(List& list, Before before) {
  for (auto next = list.begin(); next != list.end(); ++next) {
    auto value = std::move(*next);
    auto place = next;
    for (; place != list.begin() && before(value, *(place - 1)); --place)
      *place = std::move(*(place - 1));
    *place = std::move(value);
  }
}

}  // namespace second_opinion
