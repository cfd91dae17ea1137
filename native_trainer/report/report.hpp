// Everything that the article shows, measured on the real data → one JSON text
// and two picture sheets. Measures what is handed in; reads and writes no file.
//
// Schema 2 (web/report/report.cpp reads it; schema 1 was the same without nano, reliability, studies and
// the tags differ and sure-wrong). Accuracies are fractions, intervals are Wilson's at 95 %,
// indices count from 0 in MNIST's own order, rows of a confusion matrix are the truth.
//   schema      2
//   data        train, test, validation: pictures; class_counts_train|test[10];
//               disputed[]: test pictures whose label people dispute, disputed_kinds{"index":
//               "another digit"|"neither"|"a tie"}
//   networks    linear, mlp, cnn, transformer, nano (when there is one): {
//     file, title, family, parameters, bytes, multiply_adds, temperature, seed, train_minutes,
//     layers[{kind, output[h,w,c], parameters, units?, kernel?, stride?, heads?}],
//     recipe{…}: the recipe as trained, from the file's provenance, without its layers; {} when
//     unknown, history{epoch[], train_loss[], train_accuracy[], validation_loss[],
//     validation_accuracy[]} | null: of the validation run, validation{images, errors, accuracy,
//     interval, loss, ece} | null: the network of the validation run on the held-out pictures,
//     test{… the same, for the shipped file, and undisputed_accuracy, undisputed_images,
//     undisputed_errors, confusion[10][10],
//          per_class[10], mixups[{truth, guess, count}] (most frequent first),
//          reliability{confidence[15], accuracy[15], count[15]}: bins of equal mass, from the least
//          sure, doubt{below[5], mean[5], count[5], wrong[5], intervals[5]}: by 1 - the answer's
//          probability, a decade each; mean = the share of wrong answers that the network expects
//          there, intervals of the share that is} }
//   comparison  both_right, only_cnn_right, only_transformer_right, both_wrong, both_wrong_same,
//   disputed_among_wrong,
//               differ, mcnemar_p: exact two-sided test of "equally good", mcnemar_once_in: 1 /
//               that
//   digits      sheet, columns, cell, complete, items[{set: "test"|"train", index, label,
//   cnn|transformer{digit, probabilities[10]} | null,
//               linear|mlp: digit, tags[]}]; an item's cell is its place in the list. `complete`:
//               no wrong digit was left out
//   templates   sheet, columns, cell, count, linear|mlp{first, count, scale}: grey 128 = 0, 128 ±
//   127 = ± scale ablation    [{network, change, images, seeds, errors[per seed], accuracy,
//   deviation, interval}] from measured runs studies     NAME: the object in
//   weights/studies/NAME.json, word for word; each says its own "schema": 1
// Tags: sample, interesting, hero, sure-right, hard-right, cnn-wrong, transformer-wrong,
// both-wrong, differ, sure-wrong, disputed, training-row. Every test picture that either network
// gets wrong is an item with both networks' probabilities.
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/io/picture_sheet.hpp"

namespace second_opinion {

inline constexpr int kReportSchema = 2;
inline constexpr std::size_t kMaxReportBytes = 4u << 20;  // what web/report.cpp takes
inline constexpr int kReportNetworks = 4;  // linear, mlp, cnn, transformer, in this order

struct ReportNetworkInput {
  WeightsFile shipped;    // trained on all of the training set
  std::string file_name;  // "cnn.weights"
  std::size_t bytes = 0;
  std::optional<WeightsFile> validation_run;  // trained without the held-out fifth
  nlohmann::ordered_json history;             // of the validation run; null when there is none
  double train_minutes = 0;                   // of the shipped file
};

struct ReportInput {
  std::array<ReportNetworkInput, kReportNetworks> networks;
  std::optional<ReportNetworkInput> nano;  // a small network of the CNN's family
  Dataset train;
  Dataset test;
  double validation_fraction = 0.2;
  nlohmann::ordered_json ablation =
      nlohmann::ordered_json::array();  // [{network, change, images, errors[per seed]}]
  nlohmann::ordered_json studies =
      nlohmann::ordered_json::object();  // by name (report_studies.hpp)
  int threads = 0;
};

struct ReportOutput {
  std::string json;
  GreySheet digits;
  GreySheet templates;
};

// The error says which input does not fit.
Result<ReportOutput, std::string> make_report(const ReportInput& input);

}  // namespace second_opinion
