// Reads weights, report and sheets for page_contents.hpp.
#include "web/page/page_contents.hpp"

#include <algorithm>
#include <utility>

#include "core/base/sort_few.hpp"
#include "core/report/report_file.hpp"
#include "core/weights/weights_file.hpp"

namespace second_opinion {
namespace {

Result<Classifier, std::string> read_network(const Assets& assets, std::string_view asset) {
  const std::string name(asset);
  if (!assets.has(name)) return Failure{name + " is missing from the page; build the page again"};
  auto file = decode_weights(assets.find(name));
  if (!file) return Failure{name + ": " + describe(file.error())};
  return Classifier(std::move(file).value());
}

Result<DigitSheet, std::string> read_sheet(const Assets& assets, const ReportSheet& sheet) {
  if (sheet.file.empty()) return DigitSheet{};
  if (!assets.has(sheet.file))
    return Failure{
        sheet.file +
        " is named in report.json but missing from the page; run `trainer report` again"};
  auto read = DigitSheet::from_png(assets.find(sheet.file), sheet);
  if (!read) return Failure{sheet.file + ": " + read.error()};
  return read;
}

}  // namespace

Result<PageContents, std::string> read_contents(const Assets& assets) {
  auto cnn = read_network(assets, kCnnAsset);
  if (!cnn) return Failure{cnn.error()};
  auto transformer = read_network(assets, kTransformerAsset);
  if (!transformer) return Failure{transformer.error()};
  auto report = read_page_report(assets.find(kReportAsset));
  if (!report) return Failure{report.error()};
  auto digits = read_sheet(assets, report.value().digits.sheet);
  if (!digits) return Failure{digits.error()};
  auto templates = read_sheet(assets, report.value().templates.sheet);
  if (!templates) return Failure{templates.error()};
  auto stress = read_sheet(assets, report.value().studies.stress.sheet);
  if (!stress) return Failure{stress.error()};
  auto learning = read_sheet(assets, report.value().studies.linear.learning.sheet);
  if (!learning) return Failure{learning.error()};
  return PageContents{App(std::move(cnn).value(), std::move(transformer).value()),
                      std::move(report).value(),
                      std::move(digits).value(),
                      std::move(templates).value(),
                      std::move(stress).value(),
                      std::move(learning).value()};
}

std::vector<SampleDigit> sample_digits(const Report& report, const DigitSheet& sheet) {
  std::vector<SampleDigit> samples;
  for (const int cell : report.tagged("sample")) {
    const ReportDigit& digit = report.digits.items[static_cast<std::size_t>(cell)];
    if (cell >= sheet.count()) continue;
    samples.push_back({DigitImage::from_bytes(sheet.cell(cell)),
                       std::string(digit.from_test() ? "test" : "training") + " digit " +
                           std::to_string(digit.index) + ", a " + std::to_string(digit.label)});
  }
  return samples;
}

std::vector<DigitOffer> live_offers(const Report& report, const DigitSheet& sheet) {
  std::vector<DigitOffer> offers;
  const auto offer = [&](int cell, std::string name) {
    if (cell >= sheet.count()) return;
    offers.push_back({DigitImage::from_bytes(sheet.cell(cell)),
                      report.digits.items[static_cast<std::size_t>(cell)].label, std::move(name)});
  };
  for (const int cell : report.tagged("sample")) {
    const int label = report.digits.items[static_cast<std::size_t>(cell)].label;
    offer(cell, (label == 8 ? "an " : "a ") + std::to_string(label));
  }
  sort_few(offers, [](const DigitOffer& a, const DigitOffer& b) { return a.label < b.label; });
  for (const int cell : report.tagged("hero")) offer(cell, "the digit that opens this page");
  return offers;
}

}  // namespace second_opinion
