// Reads report.json into Report. The file may be damaged or of another age:
// sizes are capped and numbers bounded before anything is used.
#include "web/report/report.hpp"

#include <algorithm>
#include <utility>

#include "web/report/checked_json.hpp"

namespace second_opinion {
namespace {

constexpr double kBig = 1e12;
constexpr int kMany = 10'000'000;
constexpr std::size_t kMaxDigits = 2000;
constexpr std::size_t kMaxEpochs = 2000;
constexpr std::size_t kMaxBins = 100;
constexpr std::size_t kName = 200;

ReportInterval read_interval(const CheckedJson& parent) {
  const std::vector<double> ends = parent.numbers("interval", 2, 2, 0, 1);
  if (ends[0] > ends[1]) parent.fail("an interval runs backwards");
  return {ends[0], ends[1]};
}

ReportScore read_score(const CheckedJson& json) {
  ReportScore score;
  score.images = json.integer("images", 1, kMany);
  score.errors = json.integer("errors", 0, score.images);
  score.accuracy = json.number("accuracy", 0, 1);
  score.interval = read_interval(json);
  score.loss = json.number("loss", 0, 1e6);
  score.ece = json.number("ece", 0, 1);
  return score;
}

std::vector<ReportDoubt> read_doubts(const CheckedJson& json) {
  const std::vector<double> below = json.numbers("below", 1, kMaxBins, 0, 1);
  const std::size_t bins = below.size();
  const std::vector<double> mean = json.numbers("mean", bins, bins, 0, 1);
  const std::vector<int> count = json.integers("count", bins, bins, 0, kMany),
                         wrong = json.integers("wrong", bins, bins, 0, kMany);
  const auto intervals = json.number_rows("intervals", bins, 2, 0, 1);
  std::vector<ReportDoubt> out;
  for (std::size_t i = 0; i < bins; ++i) {
    if (wrong[i] > count[i] || (i > 0 && below[i] <= below[i - 1]))
      json.fail("doubt has bins that make no sense");
    out.push_back({below[i], mean[i], count[i], wrong[i], {intervals[i][0], intervals[i][1]}});
  }
  return out;
}

void read_test(const CheckedJson& json, ReportNetwork& network) {
  network.test = read_score(json);
  network.undisputed_accuracy = json.number("undisputed_accuracy", 0, 1);
  network.undisputed_images = json.integer("undisputed_images", 0, network.test.images);
  const auto confusion = json.matrix("confusion", kDigitCount, kDigitCount, 0, kMany);
  const auto per_class = json.numbers("per_class", kDigitCount, kDigitCount, 0, 1);
  for (std::size_t r = 0; r < kDigitCount; ++r) {
    network.per_class[r] = per_class[r];
    std::copy(confusion[r].begin(), confusion[r].end(), network.confusion[r].begin());
  }
  for (const CheckedJson& entry : json.objects("mixups", 0, 90)) {
    network.mixups.push_back({entry.integer("truth", 0, 9), entry.integer("guess", 0, 9),
                              entry.integer("count", 1, kMany)});
  }
  if (json.has("doubt")) network.doubts = read_doubts(json.child("doubt"));
}

ReportHistory read_history(const CheckedJson& json) {
  ReportHistory history;
  history.epoch = json.numbers("epoch", 0, kMaxEpochs, 0, kBig);
  const std::size_t epochs = history.epoch.size();
  history.train_loss = json.numbers("train_loss", epochs, epochs, 0, 1e6);
  history.train_accuracy = json.numbers("train_accuracy", epochs, epochs, 0, 1);
  history.validation_loss = json.numbers("validation_loss", epochs, epochs, 0, 1e6);
  history.validation_accuracy = json.numbers("validation_accuracy", epochs, epochs, 0, 1);
  return history;
}

ReportLayer read_layer(const CheckedJson& json) {
  ReportLayer layer;
  layer.kind = json.text("kind", kName);
  const std::vector<int> output = json.integers("output", 3, 3, 1, 65536);
  layer.height = output[0];
  layer.width = output[1];
  layer.channels = output[2];
  layer.parameters = json.integer("parameters", 0, kMany * 2);
  if (json.has("kernel")) layer.kernel = json.integer("kernel", 0, 28);
  if (json.has("heads")) layer.heads = json.integer("heads", 0, 1024);
  return layer;
}

ReportNetwork read_network(const CheckedJson& json, NetworkId id) {
  ReportNetwork network;
  network.id = id;
  network.file = json.text("file", kName);
  network.title = json.text("title", kName);
  network.parameters = json.integer("parameters", 1, kMany * 2);
  network.bytes = json.integer("bytes", 1, 64 << 20);
  network.multiply_adds = json.number("multiply_adds", 0, kBig);
  network.train_minutes = json.number("train_minutes", 0, 1e6);
  for (const CheckedJson& layer : json.objects("layers", 1, 256))
    network.layers.push_back(read_layer(layer));
  if (json.has("history")) network.history = read_history(json.child("history"));
  if (json.has("validation")) network.validation = read_score(json.child("validation"));
  read_test(json.child("test"), network);
  return network;
}

void read_data(const CheckedJson& json, Report& report) {
  report.train_images = json.integer("train", 1, kMany);
  report.test_images = json.integer("test", 1, kMany);
  report.validation_images = json.integer("validation", 0, kMany);
  const auto train = json.integers("class_counts_train", kDigitCount, kDigitCount, 0, kMany);
  const auto test = json.integers("class_counts_test", kDigitCount, kDigitCount, 0, kMany);
  std::copy(train.begin(), train.end(), report.class_counts_train.begin());
  std::copy(test.begin(), test.end(), report.class_counts_test.begin());
  report.disputed = json.integers("disputed", 0, 1000, 0, report.test_images - 1);
}

ReportComparison read_comparison(const CheckedJson& json) {
  return {json.integer("both_right", 0, kMany), json.integer("only_cnn_right", 0, kMany),
          json.integer("only_transformer_right", 0, kMany), json.integer("both_wrong", 0, kMany),
          json.integer("both_wrong_same", 0, kMany)};
}

ReportOpinion read_opinion(const CheckedJson& json) {
  ReportOpinion opinion;
  opinion.known = true;
  opinion.digit = json.integer("digit", 0, 9);
  const auto probabilities = json.numbers("probabilities", kDigitCount, kDigitCount, 0, 1);
  std::copy(probabilities.begin(), probabilities.end(), opinion.probabilities.begin());
  return opinion;
}

ReportDigit read_digit(const CheckedJson& json) {
  ReportDigit digit;
  digit.from_test = json.text("set", 8) == "test";
  digit.index = json.integer("index", 0, kMany);
  digit.label = json.integer("label", 0, 9);
  if (json.has("cnn")) digit.cnn = read_opinion(json.child("cnn"));
  if (json.has("transformer")) digit.transformer = read_opinion(json.child("transformer"));
  digit.tags = json.texts("tags", 20, 40);
  return digit;
}

ReportSheet read_sheet(const CheckedJson& json) {
  ReportSheet sheet;
  sheet.file = json.text("sheet", kName);
  sheet.columns = json.integer("columns", 1, 256);
  sheet.cell = json.integer("cell", kImageSide, kImageSide);
  return sheet;
}

ReportTemplates read_templates(const CheckedJson& json, int cells) {
  ReportTemplates templates{json.integer("first", 0, cells), json.integer("count", 0, cells),
                            json.number("scale", 0, kBig)};
  if (templates.first + templates.count > cells)
    json.fail("templates name cells beyond their sheet");
  return templates;
}

void read_pictures(const CheckedJson& root, Report& report) {
  const CheckedJson digits = root.child("digits");
  report.digit_sheet = read_sheet(digits);
  for (const CheckedJson& item : digits.objects("items", 0, kMaxDigits))
    report.digits.push_back(read_digit(item));
  report.digit_sheet.count = static_cast<int>(report.digits.size());
  const CheckedJson templates = root.child("templates");
  report.template_sheet = read_sheet(templates);
  report.template_sheet.count = templates.integer("count", 0, 4096);
  report.linear_templates = read_templates(templates.child("linear"), report.template_sheet.count);
  report.mlp_templates = read_templates(templates.child("mlp"), report.template_sheet.count);
}

ReportAblation read_ablation(const CheckedJson& json) {
  ReportAblation row{json.text("network", kName),
                     json.text("change", 1000),
                     json.integer("images", 1, kMany),
                     json.integer("seeds", 1, 1000),
                     json.number("accuracy", 0, 1),
                     json.number("deviation", 0, 1),
                     {}};
  const auto seeds = static_cast<std::size_t>(row.seeds);
  if (json.has("errors")) row.errors = json.integers("errors", seeds, seeds, 0, row.images);
  return row;
}

}  // namespace

std::string_view network_key(NetworkId id) {
  static constexpr std::array<std::string_view, kNetworkCount> kKeys{"linear", "mlp", "cnn",
                                                                     "transformer"};
  return kKeys[static_cast<std::size_t>(id)];
}

bool ReportDigit::has_tag(std::string_view tag) const {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

const ReportLeaf* Report::find(std::string_view path) const {
  const auto found = std::lower_bound(
      leaves.begin(), leaves.end(), path,
      [](const ReportLeaf& leaf, std::string_view wanted) { return leaf.path < wanted; });
  return found != leaves.end() && found->path == path ? &*found : nullptr;
}

std::vector<int> Report::tagged(std::string_view tag) const {
  std::vector<int> cells;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i].has_tag(tag)) cells.push_back(static_cast<int>(i));
  }
  return cells;
}

Result<Report, std::string> parse_report(std::span<const unsigned char> json) {
  if (json.size() > kMaxReportBytes) return Failure{std::string("report.json is too large")};
  const nlohmann::json document = nlohmann::json::parse(json.begin(), json.end(), nullptr, false);
  if (document.is_discarded() || !document.is_object())
    return Failure{std::string("report.json is not a JSON object")};
  std::string fault;
  const CheckedJson root(document, fault);
  Report report;
  root.integer("schema", kOldestReportSchema, kReportSchema);
  read_data(root.child("data"), report);
  const CheckedJson networks = root.child("networks");
  for (int i = 0; i < kNetworkCount; ++i) {
    const auto id = static_cast<NetworkId>(i);
    report.networks[static_cast<std::size_t>(i)] =
        read_network(networks.child(network_key(id)), id);
  }
  report.comparison = read_comparison(root.child("comparison"));
  read_pictures(root, report);
  if (root.has("ablation")) {
    for (const CheckedJson& row : root.objects("ablation", 0, 500))
      report.ablation.push_back(read_ablation(row));
  }
  if (root.has("studies")) report.studies = read_studies(root.child("studies"));
  if (!fault.empty()) return Failure{"report.json: " + fault};
  report.leaves = collect_leaves(document);
  return report;
}

}  // namespace second_opinion
