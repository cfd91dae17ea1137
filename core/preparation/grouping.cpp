// Sizes are compared with the height that most ink has, so that neither the picture's size nor the
// pen's matters. Which pieces lie near each other is found by letting all of them grow over the
// paper until they meet.
#include "core/preparation/grouping.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <tuple>

namespace second_opinion {
namespace {

constexpr int kLeastHeight = 8;  // pixels of the map
constexpr int kFewPieces = 6;    // may all be of one digit

// Shares of the typical height, in hundredths.
constexpr int kSpeck = 12;        // neither higher nor wider
constexpr int kFragment = 60;     // lower pieces are no digits by themselves
constexpr int kLeastDigit = 45;   // lower groups are none either
constexpr int kFragmentGap = 20;  // between a fragment and its digit
constexpr int kStrokeGap = 12;    // between two strokes as high as a digit, as of an open 4
constexpr int kMostHeight = 135;  // of what is joined
constexpr int kMostWidth = 130;
constexpr int kBreak = 7;          // in a stroke, of the whole digit's height
constexpr int kBrokenWidth = 110;  // of such a digit, likewise
constexpr int kLongest = 300;      // higher or wider groups are borders, lines, drawings

// The height that half of the ink reaches; pieces at the picture's border do not vote if there are
// others.
int typical_height(const InkMap& map, const Components& components) {
  std::vector<const Component*> inside, all;
  for (const Component& each : components.list) {
    all.push_back(&each);
    const PixelBox& box = each.box;
    if (box.x > 0 && box.y > 0 && box.right() < map.width && box.bottom() < map.height)
      inside.push_back(&each);
  }
  std::vector<const Component*>& voters = inside.empty() ? all : inside;
  std::sort(voters.begin(), voters.end(),
            [](const Component* a, const Component* b) { return a->box.height < b->box.height; });
  const auto ink =
      std::accumulate(voters.begin(), voters.end(), std::int64_t{0},
                      [](std::int64_t sum, const Component* each) { return sum + each->pixels; });
  std::int64_t below = 0;
  for (const Component* each : voters) {
    below += each->pixels;
    if (2 * below >= ink) return each->box.height;
  }
  return 0;
}

// Two components and how many pixels of paper lie between them.
struct Neighbours {
  int gap;
  std::int32_t a, b;  // labels
  bool operator<(const Neighbours& other) const {
    return std::tie(gap, a, b) < std::tie(other.gap, other.a, other.b);
  }
};

// All pairs up to 2 × reach pixels apart, the nearest first; some of them more than once.
std::vector<Neighbours> neighbours(const InkMap& map, const Components& components, int reach) {
  std::vector<Neighbours> pairs;
  std::vector<std::int32_t> owner = components.labels;
  std::vector<std::size_t> front, next;
  for (std::size_t i = 0; i < owner.size(); ++i)
    if (owner[i] != 0) front.push_back(i);
  const auto width = static_cast<std::size_t>(map.width);
  for (int step = 1; step <= reach && !front.empty(); ++step) {
    next.clear();
    for (const std::size_t at : front) {
      const std::size_t x = at % width;
      const auto visit = [&](std::size_t to) {
        if (owner[to] == 0) {
          owner[to] = owner[at];
          next.push_back(to);
        } else if (owner[to] != owner[at]) {
          pairs.push_back(
              {2 * step - 1, std::min(owner[at], owner[to]), std::max(owner[at], owner[to])});
        }
      };
      if (x > 0) visit(at - 1);
      if (x + 1 < width) visit(at + 1);
      if (at >= width) visit(at - width);
      if (at + width < owner.size()) visit(at + width);
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end(),
                            [](const Neighbours& p, const Neighbours& q) {
                              return p.a == q.a && p.b == q.b && p.gap == q.gap;
                            }),
                pairs.end());
    front.swap(next);
  }
  return pairs;
}

bool is_within(int size, int hundredths, int height) {
  return 100 * size <= hundredths * height;
}

// In a picture of one broken digit, no other digit says how high one is: two pieces are taken for
// one when hardly anything lies between them and one stands above the other.
bool are_broken_apart(const PixelBox& a, const PixelBox& b, int gap) {
  const PixelBox both = around(a, b);
  return is_within(gap, kBreak, both.height) && is_within(both.width, kBrokenWidth, both.height) &&
         shared_columns(a, b) > 0 && 5 * std::max(a.height, b.height) <= 4 * both.height;
}

// Whether two pieces, `gap` pixels apart, are strokes of one digit.
bool belong_together(const PixelBox& a, const PixelBox& b, int gap, int height) {
  const PixelBox both = around(a, b);
  if (!is_within(both.height, kMostHeight, height) || !is_within(both.width, kMostWidth, height))
    return false;
  const int shared = shared_columns(a, b), narrower = std::min(a.width, b.width);
  const auto is_speck = [&](const PixelBox& box) {
    return is_within(std::max(box.width, box.height), kSpeck, height);
  };
  if (is_speck(a) || is_speck(b)) return both == a || both == b;
  if (is_within(std::min(a.height, b.height), kFragment, height))
    return is_within(gap, kFragmentGap, height);
  return is_within(gap, kStrokeGap, height) && 10 * shared >= 6 * narrower;
}

// Components joined into groups, each of which is named by one of its members.
class Groups {
 public:
  explicit Groups(const Components& components) : boss_(components.list.size()) {
    std::iota(boss_.begin(), boss_.end(), 0);
    for (const Component& each : components.list) boxes_.push_back(each.box);
  }

  int boss_of(int member) {
    while (boss_[at(member)] != member) {
      boss_[at(member)] = boss_[at(boss_[at(member)])];
      member = boss_[at(member)];
    }
    return member;
  }
  PixelBox& box_of(int boss) { return boxes_[at(boss)]; }
  void join(int a, int b) {
    boss_[at(b)] = a;
    boxes_[at(a)] = around(boxes_[at(a)], boxes_[at(b)]);
  }

 private:
  static std::size_t at(int member) { return static_cast<std::size_t>(member); }

  std::vector<int> boss_;
  std::vector<PixelBox> boxes_;
};

// Lines, borders and drawings are longer than any digit, specks and dashes lower.
bool may_be_digit(const PixelBox& box, int height) {
  return box.height >= kLeastHeight && !is_within(box.height, kLeastDigit, height) &&
         is_within(std::max(box.width, box.height), kLongest, height) &&
         box.width <= 3 * box.height;
}

// From left to right, each digit goes on with the row that ends nearest to its height.
std::vector<DigitGroup> in_reading_order(std::vector<DigitGroup> groups) {
  std::stable_sort(groups.begin(), groups.end(),
                   [](const DigitGroup& a, const DigitGroup& b) { return a.box.x < b.box.x; });
  std::vector<std::vector<DigitGroup>> rows;
  for (DigitGroup& each : groups) {
    std::vector<DigitGroup>* best = nullptr;
    int most = 0;
    for (auto& row : rows) {
      const PixelBox& last = row.back().box;
      const int shared = shared_rows(last, each.box);
      if (2 * shared < std::min(last.height, each.box.height) || shared <= most) continue;
      most = shared;
      best = &row;
    }
    if (!best) best = &rows.emplace_back();
    best->push_back(std::move(each));
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a[0].box.y < b[0].box.y; });
  std::vector<DigitGroup> ordered;
  for (auto& row : rows)
    for (DigitGroup& each : row) ordered.push_back(std::move(each));
  return ordered;
}

}  // namespace

std::vector<DigitGroup> group_digits(const InkMap& map, const Components& components) {
  const int height = typical_height(map, components);
  Groups groups(components);
  const int reach = std::max(1, kFragmentGap * height / 200);
  const bool few =
      std::count_if(components.list.begin(), components.list.end(), [&](const Component& each) {
        return !is_within(each.box.height, kSpeck, height);
      }) <= kFewPieces;
  for (const Neighbours& pair : neighbours(map, components, reach)) {
    const int a = groups.boss_of(pair.a - 1), b = groups.boss_of(pair.b - 1);
    if (a == b) continue;
    const PixelBox &box = groups.box_of(a), &other = groups.box_of(b);
    if (belong_together(box, other, pair.gap, height) ||
        (few && are_broken_apart(box, other, pair.gap)))
      groups.join(a, b);
  }
  std::vector<DigitGroup> digits;
  std::vector<std::size_t> place_of(components.list.size());
  for (int i = 0; i < static_cast<int>(components.list.size()); ++i) {
    const int boss = groups.boss_of(i);
    if (!may_be_digit(groups.box_of(boss), height)) continue;
    std::size_t& place = place_of[static_cast<std::size_t>(boss)];
    if (place == 0) {
      digits.push_back({groups.box_of(boss), {}});
      place = digits.size();
    }
    digits[place - 1].parts.push_back(i);
  }
  return in_reading_order(std::move(digits));
}

DigitGroup group_whole(const InkMap& map, const Components& components) {
  const int height = typical_height(map, components);
  DigitGroup whole;
  for (std::size_t i = 0; i < components.list.size(); ++i) {
    const PixelBox& box = components.list[i].box;
    if (is_within(std::max(box.width, box.height), kSpeck, height)) continue;
    whole.box = whole.parts.empty() ? box : around(whole.box, box);
    whole.parts.push_back(static_cast<int>(i));
  }
  return whole;
}

}  // namespace second_opinion
