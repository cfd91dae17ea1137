// The rules by which digits are chosen for the article's galleries.
#include "native_trainer/report/report_digits.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "native_trainer/measure/disputed_labels.hpp"
#include "native_trainer/measure/evaluation.hpp"

namespace second_opinion {
namespace {

constexpr int kSurePerClass = 2;
constexpr int kHardRights = 20;
constexpr int kSureWrongs = 20;
constexpr int kInteresting = 6;
constexpr int kTrainingPerClass = 8;
constexpr int kMostWrong = 250;  // per network: an untrained network must not fill the page
constexpr float kSampleCertainty = 0.99f;

// What the two networks say about one test picture.
struct Opinion {
  int index = 0;
  int label = 0;
  int cnn = 0;
  int transformer = 0;
  float truth = 0;  // the smaller of both networks' probabilities of the label
  float wrong = 0;  // the higher probability of a wrong guess; 0 when both are right
  float nerve = 0;  // the smaller of both networks' highest probabilities

  bool both_right() const { return cnn == label && transformer == label; }
};

std::vector<Opinion> gather(const Dataset& test, std::span<const float> cnn,
                            std::span<const float> transformer) {
  std::vector<Opinion> out;
  for (int i = 0; i < test.size(); ++i) {
    const std::size_t first = static_cast<std::size_t>(i) * kDigitCount;
    const auto p = cnn.subspan(first, kDigitCount);
    const auto q = transformer.subspan(first, kDigitCount);
    const int label = test.labels[static_cast<std::size_t>(i)];
    const auto truth = static_cast<std::size_t>(label);
    Opinion opinion{i, label, guess(p), guess(q), std::min(p[truth], q[truth]), 0, 0};
    if (opinion.cnn != label) opinion.wrong = p[static_cast<std::size_t>(opinion.cnn)];
    if (opinion.transformer != label)
      opinion.wrong = std::max(opinion.wrong, q[static_cast<std::size_t>(opinion.transformer)]);
    opinion.nerve = std::min(p[static_cast<std::size_t>(opinion.cnn)],
                             q[static_cast<std::size_t>(opinion.transformer)]);
    out.push_back(opinion);
  }
  return out;
}

class Tags {
 public:
  void add(int index, const char* tag) { tags_[index].push_back(tag); }
  const std::map<int, std::vector<std::string>>& all() const { return tags_; }

 private:
  std::map<int, std::vector<std::string>> tags_;
};

void tag_samples(const std::vector<Opinion>& opinions, Tags& tags) {
  for (int digit = 0; digit < kDigitCount; ++digit) {
    for (const Opinion& o : opinions) {
      if (o.label != digit || !o.both_right() || o.truth < kSampleCertainty) continue;
      tags.add(o.index, "sample");
      break;
    }
  }
}

// Where both are sure of themselves and of different digits; the first is the page's opening
// picture. Should they never differ, the hardest picture that both read right opens the page.
void tag_interesting(std::vector<Opinion> opinions, Tags& tags) {
  std::stable_sort(opinions.begin(), opinions.end(), [](const Opinion& a, const Opinion& b) {
    const bool differ_a = a.cnn != a.transformer, differ_b = b.cnn != b.transformer;
    if (differ_a != differ_b) return differ_a;
    return differ_a ? a.nerve > b.nerve : a.truth < b.truth;
  });
  const std::size_t count = std::min<std::size_t>(kInteresting, opinions.size());
  for (std::size_t i = 0; i < count; ++i) {
    tags.add(opinions[i].index, "interesting");
    if (i == 0) tags.add(opinions[i].index, "hero");
  }
}

void tag_rights(std::vector<Opinion> opinions, Tags& tags) {
  opinions.erase(std::remove_if(opinions.begin(), opinions.end(),
                                [](const Opinion& o) { return !o.both_right(); }),
                 opinions.end());
  std::stable_sort(opinions.begin(), opinions.end(),
                   [](const Opinion& a, const Opinion& b) { return a.truth > b.truth; });
  std::array<int, kDigitCount> taken{};
  for (const Opinion& o : opinions) {
    if (taken[static_cast<std::size_t>(o.label)]++ < kSurePerClass) tags.add(o.index, "sure-right");
  }
  std::stable_sort(opinions.begin(), opinions.end(),
                   [](const Opinion& a, const Opinion& b) { return a.truth < b.truth; });
  for (std::size_t i = 0; i < std::min<std::size_t>(kHardRights, opinions.size()); ++i)
    tags.add(opinions[i].index, "hard-right");
}

bool tag_wrongs(const std::vector<Opinion>& opinions, Tags& tags) {
  int cnn = 0, transformer = 0;
  for (const Opinion& o : opinions) {
    const bool cnn_wrong = o.cnn != o.label && ++cnn <= kMostWrong;
    const bool transformer_wrong = o.transformer != o.label && ++transformer <= kMostWrong;
    if (cnn_wrong) tags.add(o.index, "cnn-wrong");
    if (transformer_wrong) tags.add(o.index, "transformer-wrong");
    if ((cnn_wrong || transformer_wrong) && o.cnn != o.label && o.transformer != o.label)
      tags.add(o.index, "both-wrong");
  }
  return cnn <= kMostWrong && transformer <= kMostWrong;
}

// Wrong and sure of it, the surest 20; where the networks differ. Only pictures that tag_wrongs
// shows.
void tag_sure_wrongs(std::vector<Opinion> opinions, Tags& tags) {
  opinions.erase(std::remove_if(opinions.begin(), opinions.end(),
                                [&](const Opinion& o) {
                                  return o.both_right() || !tags.all().contains(o.index);
                                }),
                 opinions.end());
  for (const Opinion& o : opinions)
    if (o.cnn != o.transformer) tags.add(o.index, "differ");
  std::stable_sort(opinions.begin(), opinions.end(),
                   [](const Opinion& a, const Opinion& b) { return a.wrong > b.wrong; });
  for (std::size_t i = 0; i < std::min<std::size_t>(kSureWrongs, opinions.size()); ++i)
    tags.add(opinions[i].index, "sure-wrong");
}

void add_training_rows(const Dataset& train, std::vector<ShownDigit>& items) {
  for (int digit = 0; digit < kDigitCount; ++digit) {
    int taken = 0;
    for (int i = 0; i < train.size() && taken < kTrainingPerClass; ++i) {
      if (train.labels[static_cast<std::size_t>(i)] != digit) continue;
      items.push_back({false, i, digit, {"training-row"}});
      ++taken;
    }
  }
}

}  // namespace

ShownDigits choose_digits(const Dataset& train, const Dataset& test, std::span<const float> cnn,
                          std::span<const float> transformer) {
  const std::vector<Opinion> opinions = gather(test, cnn, transformer);
  Tags tags;
  ShownDigits shown;
  tag_samples(opinions, tags);
  tag_interesting(opinions, tags);
  tag_rights(opinions, tags);
  shown.complete = tag_wrongs(opinions, tags);
  tag_sure_wrongs(opinions, tags);
  for (const DisputedLabel& disputed : disputed_labels()) {
    if (disputed.index < test.size()) tags.add(disputed.index, "disputed");
  }
  for (const auto& [index, names] : tags.all()) {
    shown.items.push_back({true, index, test.labels[static_cast<std::size_t>(index)], names});
  }
  add_training_rows(train, shown.items);
  return shown;
}

}  // namespace second_opinion
