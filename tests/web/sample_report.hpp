// A small but complete report.json with its sheets, for tests of everything
// that reads it. Figures in it are invented and mean nothing.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/small_networks.hpp"
#include "tests/web/sample_studies.hpp"
#include "web/app/live_digit.hpp"
#include "web/figures/kit/digit_sheet.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/report/report.hpp"

namespace second_opinion {

struct SampleItem {
  bool test;
  int index, label, cnn, transformer;
  std::string_view tags;
};

inline std::vector<SampleItem> sample_items() {
  std::vector<SampleItem> items;
  for (int d = 0; d < 10; ++d)
    items.push_back({true, 100 + d, d, d, d, R"("sample","sure-right")"});
  for (int i = 0; i < 5; ++i)
    items.push_back({true, 2000 + i, 4, 9, 4,
                     i == 0 ? R"("hero","interesting","cnn-wrong")" : R"("cnn-wrong")"});
  for (int i = 0; i < 20; ++i) items.push_back({true, 3000 + i, 5, 5, 3, R"("transformer-wrong")"});
  for (int i = 0; i < 3; ++i)
    items.push_back(
        {true, 4000 + i, 8, 3, 3, R"("cnn-wrong","transformer-wrong","both-wrong","disputed")"});
  for (int i = 0; i < 3; ++i) items.push_back({true, 5000 + i, 7, 7, 7, R"("hard-right")"});
  for (int i = 0; i < 40; ++i) items.push_back({false, i, i / 4, 0, 0, R"("training-row")"});
  return items;
}

inline std::string sample_opinion(int digit) {
  std::string p;
  for (int d = 0; d < 10; ++d) p += std::string(d ? "," : "") + (d == digit ? "0.91" : "0.01");
  return R"({"digit":)" + std::to_string(digit) + R"(,"probabilities":[)" + p + "]}";
}

inline std::string sample_confusion(int off_row, int off_column, int count) {
  std::string out = "[";
  for (int r = 0; r < 10; ++r) {
    out += r ? ",[" : "[";
    for (int c = 0; c < 10; ++c)
      out += std::string(c ? "," : "") + std::to_string(r == c                            ? 990
                                                        : r == off_row && c == off_column ? count
                                                                                          : 0);
    out += "]";
  }
  return out + "]";
}

inline std::string sample_network(const std::string& key, const std::string& layers,
                                  const std::string& confusion, const std::string& mixup) {
  return R"(")" + key + R"(":{"file":")" + key + R"(.weights","title":"Network <)" + key +
         R"(> & co","family":")" + key +
         R"(","parameters":209002,"bytes":212480,"multiply_adds":27012096.0,"temperature":1.1,"seed":0,"train_minutes":83.4,"layers":)" +
         layers +
         R"(,"recipe":{"name":"r","epochs":5,"optimizer":{"kind":"adamw"}},"history":{"epoch":[1,2,3,4,5],"train_loss":[0.5,0.2,0.1,0.08,0.05],)" +
         R"("train_accuracy":[0.9,0.96,0.98,0.985,0.99],"validation_loss":[0.3,0.12,0.08,0.06,0.05],"validation_accuracy":[0.93,0.97,0.983,0.987,0.991]},)" +
         R"("validation":{"images":12000,"errors":50,"accuracy":0.995833,"interval":[0.99452,0.99683],"loss":0.0132,"ece":0.0012},)" +
         R"("test":{"images":10000,"errors":38,"accuracy":0.9962,"interval":[0.99479,0.99723],"loss":0.0121,"ece":0.0011,)" +
         R"("undisputed_accuracy":0.996795,"undisputed_images":9985,"undisputed_errors":32,"confusion":)" +
         confusion +
         R"(,"per_class":[0.999,0.996,0.995,0.997,0.996,0.993,0.995,0.999,0.995,0.997],"mixups":[)" +
         mixup +
         R"(],"doubt":{"below":[0.0001,0.001,0.01,0.1,1],"mean":[2e-05,0.0004,0.004,0.03,0.4],"count":[8000,1500,400,100,0],)" +
         R"("wrong":[0,1,3,4,0],"intervals":[[0,0.0005],[0.0001,0.004],[0.002,0.02],[0.01,0.1],[0,1]]}}})";
}

inline std::string sample_report_json() {
  const std::string linear =
      R"([{"kind":"linear","output":[1,1,10],"parameters":7850,"units":10}])";
  const std::string cnn =
      R"([{"kind":"convolution","output":[28,28,24],"parameters":240,"kernel":3},{"kind":"relu","output":[28,28,24],"parameters":0},)"
      R"({"kind":"average_pool","output":[14,14,24],"parameters":0,"kernel":2},{"kind":"residual_begin","output":[14,14,24],"parameters":0},)"
      R"({"kind":"convolution","output":[14,14,24],"parameters":5208,"kernel":3},{"kind":"residual_end","output":[14,14,24],"parameters":0},)"
      R"({"kind":"global_average_max_pool","output":[1,1,48],"parameters":0},{"kind":"linear","output":[1,1,10],"parameters":490}])";
  const std::string block =
      R"({"kind":"residual_begin","output":[7,7,80],"parameters":0},{"kind":"layer_norm","output":[7,7,80],"parameters":160},)"
      R"({"kind":"attention","output":[7,7,80],"parameters":25920,"heads":5},{"kind":"residual_end","output":[7,7,80],"parameters":0},)"
      R"({"kind":"linear","output":[7,7,160],"parameters":12960},{"kind":"gelu","output":[7,7,160],"parameters":0},)"
      R"({"kind":"linear","output":[7,7,80],"parameters":12880},)";
  const std::string transformer =
      R"([{"kind":"patch_embedding","output":[7,7,80],"parameters":1360,"kernel":4},)" + block +
      block +
      R"({"kind":"global_average_pool","output":[1,1,80],"parameters":0},{"kind":"linear","output":[1,1,10],"parameters":810}])";
  std::string items;
  for (const SampleItem& item : sample_items()) {
    items += std::string(items.empty() ? "" : ",") + R"({"set":")" +
             (item.test ? "test" : "train") + R"(","index":)" + std::to_string(item.index) +
             R"(,"label":)" + std::to_string(item.label) +
             (item.test ? R"(,"cnn":)" + sample_opinion(item.cnn) + R"(,"transformer":)" +
                              sample_opinion(item.transformer)
                        : "") +
             R"(,"tags":[)" + std::string(item.tags) + "]}";
  }
  return R"({"schema":2,"data":{"train":60000,"test":10000,"validation":12000,"class_counts_train":[1,2,3,4,5,6,7,8,9,10],)"
         R"("class_counts_test":[1,2,3,4,5,6,7,8,9,10],"disputed":[4000,4001,4002]},"networks":{)" +
         sample_network("linear", linear, sample_confusion(2, 8, 90),
                        R"({"truth":2,"guess":8,"count":90})") +
         "," +
         sample_network("mlp", linear, sample_confusion(2, 8, 30),
                        R"({"truth":2,"guess":8,"count":30})") +
         "," +
         sample_network("cnn", cnn, sample_confusion(4, 9, 5),
                        R"({"truth":4,"guess":9,"count":5},{"truth":8,"guess":3,"count":3})") +
         "," +
         sample_network("transformer", transformer, sample_confusion(5, 3, 20),
                        R"({"truth":5,"guess":3,"count":20},{"truth":8,"guess":3,"count":3})") +
         R"(},"comparison":{"both_right":9972,"only_cnn_right":20,"only_transformer_right":5,"both_wrong":3,"both_wrong_same":3,)"
         R"("disputed_among_wrong":3,"differ":25,"mcnemar_p":0.0041,"mcnemar_once_in":240},"digits":{"sheet":"digits.png","columns":8,"cell":28,"complete":true,"items":[)" +
         items +
         R"(]},"templates":{"sheet":"templates.png","columns":8,"cell":28,"count":26,"linear":{"first":0,"count":10,"scale":0.4},)" +
         R"("mlp":{"first":10,"count":16,"scale":0.9}},"ablation":[{"network":"cnn","change":"As shipped","images":12000,"seeds":3,)" +
         R"("accuracy":0.9951,"deviation":0.0003},{"network":"cnn","change":"Without augmentation, which is a long story to tell in one row",)" +
         R"("images":12000,"seeds":1,"accuracy":0.9931,"deviation":0},{"network":"transformer","change":"As shipped",)" +
         R"("images":12000,"seeds":2,"errors":[90,110],"accuracy":0.991667,"deviation":0.0012}],"studies":)" +
         sample_studies() + "}";
}

inline std::span<const unsigned char> bytes_of(const std::string& text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

inline const Report& sample_report() {
  static const Report report = [] {
    const std::string json = sample_report_json();
    return std::move(parse_report(bytes_of(json)).value());
  }();
  return report;
}

// Each cell a bar of its own width, so that cells can be told apart.
inline DigitSheet sample_sheet(const ReportSheet& sheet) {
  GreyPicture picture;
  picture.width = sheet.columns * kImageSide;
  picture.height = (sheet.count + sheet.columns - 1) / sheet.columns * kImageSide;
  picture.pixels.assign(static_cast<std::size_t>(picture.width * picture.height), 0);
  for (int i = 0; i < sheet.count; ++i) {
    const int x = i % sheet.columns * kImageSide, y = i / sheet.columns * kImageSide;
    for (int dx = 4; dx < 6 + i % 18; ++dx)
      picture.pixels[static_cast<std::size_t>((y + 14) * picture.width + x + dx)] = 255;
  }
  return std::move(DigitSheet::from_picture(picture, sheet).value());
}

// The first pictures of the sheet, explained by small random networks. Every call gives a new one.
inline std::unique_ptr<LiveDigit> sample_live() {
  static const Classifier cnn(testing::weights_file(testing::cnn_spec()));
  static const Classifier transformer(testing::weights_file(testing::transformer_spec()));
  const DigitSheet sheet = sample_sheet(sample_report().digit_sheet);
  std::vector<DigitOffer> offers;
  for (int d = 0; d < 11; ++d)
    offers.push_back(
        {DigitImage::from_bytes(sheet.cell(d)), d % 10, "a " + std::to_string(d % 10)});
  return std::make_unique<LiveDigit>(cnn, transformer, std::move(offers));
}

inline FigureSources sample_sources() {
  static const DigitSheet digits = sample_sheet(sample_report().digit_sheet);
  static const DigitSheet templates = sample_sheet(sample_report().template_sheet);
  static const std::unique_ptr<LiveDigit> live = sample_live();
  static const DigitSheet stress = sample_sheet(sample_report().studies.stress.sheet);
  static const DigitSheet learning = sample_sheet(sample_report().studies.learning.sheet);
  return {&sample_report(), &digits, &templates, live.get(), &stress, &learning};
}

}  // namespace second_opinion
