// Pages of handwriting with known answers, drawn and photographed, and drawings on the pad: how
// many digits are found, invented, and read right by both shipped networks. Prints its tables.
#include "tests/support/handwriting/hands.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "core/classifier/classifier.hpp"
#include "core/preparation/strokes.hpp"

namespace second_opinion {
namespace {

Classifier shipped(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<unsigned char> bytes(std::istreambuf_iterator<char>(file), {});
  auto weights = decode_weights(bytes);
  EXPECT_TRUE(weights.ok()) << path;
  return Classifier(std::move(weights).value());
}

struct Networks {
  Classifier cnn = shipped("weights/cnn.weights");
  Classifier transformer = shipped("weights/transformer.weights");
};

struct Tally {
  int digits = 0, found = 0, invented = 0, by_cnn = 0, by_transformer = 0, by_both = 0;

  double share(int count) const { return 100.0 * count / digits; }
  void read(const DigitImage& digit, int truth, Networks& networks) {
    const bool cnn = networks.cnn.classify(digit).digit == truth;
    const bool transformer = networks.transformer.classify(digit).digit == truth;
    by_cnn += cnn;
    by_transformer += transformer;
    by_both += cnn && transformer;
  }
  void print(const char* name) const {
    std::printf(
        "%-12s %5d digits: found %.2f %%, invented %.2f %%, read by the CNN %.2f %%, by the "
        "transformer %.2f %%, by both %.2f %%\n",
        name, digits, share(found), share(invented), share(by_cnn), share(by_transformer),
        share(by_both));
  }
};

// The share of both boxes' area that they have in common.
double overlap(const PixelBox& a, const PixelBox& b) {
  const int columns = shared_columns(a, b), rows = shared_rows(a, b);
  if (columns <= 0 || rows <= 0) return 0;
  const double shared = static_cast<double>(columns) * rows;
  return shared / (static_cast<double>(a.width) * a.height +
                   static_cast<double>(b.width) * b.height - shared);
}

void score(const testing::Page& page, Networks& networks, Tally& tally) {
  constexpr double kSameDigit = 0.4;
  const std::vector<PreparedDigit> found =
      find_digits(grey_from_canvas(page.width, page.height, testing::to_rgba(page)));
  std::vector<bool> is_matched(found.size());
  for (const testing::TrueDigit& truth : page.digits) {
    ++tally.digits;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (is_matched[i] || overlap(truth.box, found[i].box) < kSameDigit) continue;
      is_matched[i] = true;
      ++tally.found;
      tally.read(found[i].digit, truth.digit, networks);
      break;
    }
  }
  tally.invented += static_cast<int>(std::count(is_matched.begin(), is_matched.end(), false));
}

// Under sanitizers a page takes some ten times as long, and there only what they find counts.
#ifdef NDEBUG
constexpr std::uint64_t kStep = 1;
#else
constexpr std::uint64_t kStep = 8;
#endif

// make: testing::drawn_page or testing::photographed_page; kind: keeps their hands apart.
template <typename MakePage>
Tally read_pages(MakePage make, std::uint64_t pages, std::uint64_t kind) {
  Networks networks;
  Tally tally;
  for (std::uint64_t seed = 0; seed < pages; seed += kStep) {
    Random random(random_key(seed, Purpose::kDisturbance, {kind}));
    const testing::DigitSource source = testing::written_by(testing::random_hand(random));
    score(make(seed, source, random), networks, tally);
  }
  return tally;
}

TEST(Hands, DrawnPagesAreFoundAndRead) {
  const Tally tally = read_pages(testing::drawn_page, 45, 1);
  tally.print("drawn");
  EXPECT_GE(tally.share(tally.by_both), 99);
  EXPECT_LE(tally.share(tally.invented), 1);
}

TEST(Hands, PhotographedPagesAreFoundAndRead) {
  const Tally tally = read_pages(testing::photographed_page, 24, 2);
  tally.print("photographed");
  EXPECT_GE(tally.share(tally.by_both), 97);
  EXPECT_LE(tally.share(tally.invented), 1);
}

TEST(Hands, DrawingsOnThePadAreRead) {
  Networks networks;
  Tally tally;
  for (std::uint64_t seed = 0; seed < 500; seed += kStep) {
    Random random(random_key(seed, Purpose::kDisturbance, {3}));
    const testing::Hand hand = testing::random_hand(random);
    const int digit = static_cast<int>(random.below(kDigitCount));
    const float size = random.between(0.3f, 0.85f);
    std::vector<Stroke> strokes;
    for (const testing::PenStroke& pen : testing::written(digit, hand, random)) {
      Stroke& stroke = strokes.emplace_back();
      for (const testing::PenPoint& point : pen)
        stroke.points.push_back({0.5f + (point.x - 0.3f) * size, 0.5f + (point.y - 0.5f) * size});
    }
    const auto prepared = prepare_strokes(strokes);
    ++tally.digits;
    if (!prepared) continue;
    ++tally.found;
    tally.read(prepared->digit, digit, networks);
  }
  tally.print("on the pad");
  EXPECT_GE(tally.share(tally.by_both), 99);
}

}  // namespace
}  // namespace second_opinion
