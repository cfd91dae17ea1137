// Puts factors and runs into the words that the article uses.
#include "web/figures/studies/sweep_words.hpp"

#include <cstdio>

#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

std::string counted(int count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

std::string optimizer_title(const std::string& name) {
  if (name == "adam") return "Adam";
  if (name == "adamw") return "AdamW";
  if (name == "sgd") return "SGD";
  return name == "rmsprop" ? "RMSprop" : name;
}

std::string loss_title(const std::string& name) {
  if (name == "mse") return "Squared error";
  if (name == "mae") return "Absolute error";
  return name == "cross_entropy" ? "Cross-entropy" : name;
}

std::string rate_text(double rate) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", rate);
  return text;
}

std::string shape_text(const SweptNetwork& run) {
  return counted(run.channels, "channel", "channels") + ", " +
         counted(run.convolutions, "convolution", "convolutions") + ", " +
         counted(run.dense, "dense layer", "dense layers");
}

Readout run_readout(const SweptNetwork& run) {
  Readout card{optimizer_title(run.optimizer) + ", " + loss_title(run.loss) + ", rate " +
                   rate_text(run.learning_rate),
               {},
               {},
               {}};
  card.notes = {shape_text(run), format_integer(run.parameters) + " parameters"};
  if (!run.finished()) {
    card.notes.push_back("The training failed.");
    return card;
  }
  card.notes.back() += ", best after epoch " + std::to_string(run.best_epoch);
  card.heads = {"training", "held out"};
  card.rows = {{"accuracy",
                {format_percent(run.train_accuracy, 1), format_percent(run.validation_accuracy, 1)},
                0}};
  if (run.test_accuracy > 0) {
    card.heads.push_back("test");
    card.rows[0].values.push_back(format_percent(run.test_accuracy, 1));
  }
  return card;
}

}  // namespace second_opinion
