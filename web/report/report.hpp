// weights/report.json (schema 2, stated in native_trainer/report/report.hpp) → values
// that the article and its figures can trust: every size and range is checked
// once, here. Draws nothing, formats nothing (web/report/report_format.hpp does).
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/image/digit_image.hpp"
#include "web/report/report_leaves.hpp"
#include "web/report/report_sheet.hpp"
#include "web/report/report_studies.hpp"

namespace second_opinion {

inline constexpr int kReportSchema = 2;
inline constexpr int kOldestReportSchema = 1;  // lacks keys that only sentences quote
inline constexpr std::size_t kMaxReportBytes = 4u << 20;

enum class NetworkId : unsigned char { kLinear, kMlp, kCnn, kTransformer };
inline constexpr int kNetworkCount = 4;
std::string_view network_key(NetworkId id);  // "linear", "mlp", "cnn", "transformer"

struct ReportInterval {
  double low = 0;
  double high = 1;
};

struct ReportLayer {
  std::string kind;  // as in recipes: "convolution", "attention", …
  int height = 1;    // of its output
  int width = 1;
  int channels = 1;
  int parameters = 0;
  int kernel = 0;  // 0 where the kind has none
  int heads = 0;
};

// Parallel arrays, one entry per epoch of the validation run; empty when there was none.
struct ReportHistory {
  std::vector<double> epoch, train_loss, train_accuracy, validation_loss, validation_accuracy;
};

struct ReportScore {
  int images = 0;
  int errors = 0;
  double accuracy = 0;  // 0..1
  ReportInterval interval;
  double loss = 0;
  double ece = 0;
};

struct ReportMixup {
  int truth = 0;
  int guess = 0;
  int count = 0;
};

// Test pictures by the doubt an answer leaves, 1 - its probability.
struct ReportDoubt {
  double below = 1;  // from the bin before (or 0) up to here
  double mean = 0;   // the share of wrong answers that the network expects here
  int count = 0;
  int wrong = 0;
  ReportInterval interval;  // of the share that is wrong
};

struct ReportNetwork {
  NetworkId id{};
  std::string file;
  std::string title;
  int parameters = 0;
  int bytes = 0;
  double multiply_adds = 0;
  double train_minutes = 0;
  std::vector<ReportLayer> layers;
  ReportHistory history;
  ReportScore validation;  // images = 0: not measured
  ReportScore test;
  double undisputed_accuracy = 0;
  int undisputed_images = 0;
  std::array<std::array<int, kDigitCount>, kDigitCount> confusion{};  // rows = truth
  std::array<double, kDigitCount> per_class{};
  std::vector<ReportMixup> mixups;  // most frequent first
  std::vector<ReportDoubt> doubts;  // on the test set, from the surest; empty: not measured
};

struct ReportComparison {
  int both_right = 0;
  int only_cnn_right = 0;
  int only_transformer_right = 0;
  int both_wrong = 0;
  int both_wrong_same = 0;
};

struct ReportOpinion {
  bool known = false;
  int digit = 0;
  std::array<double, kDigitCount> probabilities{};
};

// One picture of the digits sheet; its cell is its place in Report::digits.
struct ReportDigit {
  bool from_test = true;
  int index = 0;
  int label = 0;
  ReportOpinion cnn;
  ReportOpinion transformer;
  std::vector<std::string> tags;  // "sample", "hero", "cnn-wrong", … (native_trainer/report.hpp)

  bool has_tag(std::string_view tag) const;
};

// Weight pictures of one network inside the templates sheet.
struct ReportTemplates {
  int first = 0;
  int count = 0;
  double scale = 0;  // the weight that is drawn at full colour
};

struct ReportAblation {
  std::string network;
  std::string change;
  int images = 0;
  int seeds = 0;
  double accuracy = 0;  // mean over seeds
  double deviation = 0;
  std::vector<int> errors;  // seed by seed; empty in older reports
};

struct Report {
  int train_images = 0;
  int test_images = 0;
  int validation_images = 0;
  std::array<int, kDigitCount> class_counts_train{};
  std::array<int, kDigitCount> class_counts_test{};
  std::vector<int> disputed;
  std::array<ReportNetwork, kNetworkCount> networks;  // by NetworkId
  ReportComparison comparison;
  ReportSheet digit_sheet;
  std::vector<ReportDigit> digits;
  ReportSheet template_sheet;
  ReportTemplates linear_templates;
  ReportTemplates mlp_templates;
  std::vector<ReportAblation> ablation;
  ReportStudies studies;
  std::vector<ReportLeaf> leaves;  // sorted by path

  const ReportNetwork& network(NetworkId id) const {
    return networks[static_cast<std::size_t>(id)];
  }
  const ReportLeaf* find(std::string_view path) const;
  // Cells of the digits that bear the tag, in the sheet's order.
  std::vector<int> tagged(std::string_view tag) const;
};

// The error says which path of the JSON is wrong and how.
Result<Report, std::string> parse_report(std::span<const unsigned char> json);

}  // namespace second_opinion
