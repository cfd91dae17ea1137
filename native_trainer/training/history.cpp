// The file's form is read by `trainer report`.
#include "native_trainer/training/history.hpp"

namespace second_opinion {

double History::wall_seconds() const {
  double sum = 0;
  for (const EpochRecord& record : epochs) sum += record.seconds;
  return sum;
}

nlohmann::ordered_json history_document(const History& history) {
  using Json = nlohmann::ordered_json;
  Json json{{"recipe", history.recipe},
            {"seed", history.seed},
            {"full", history.full},
            {"training_images", history.training_images},
            {"validation_images", history.validation_images},
            {"threads", history.threads},
            {"wall_seconds", history.wall_seconds()},
            {"best_epoch", history.best_epoch},
            {"temperature", history.temperature}};
  const auto column = [&](const char* name, auto member, bool wanted) {
    Json values = Json::array();
    if (wanted)
      for (const EpochRecord& record : history.epochs) values.push_back(record.*member);
    json[name] = std::move(values);
  };
  column("epoch", &EpochRecord::epoch, true);
  column("train_loss", &EpochRecord::train_loss, true);
  column("train_accuracy", &EpochRecord::train_accuracy, true);
  column("validation_loss", &EpochRecord::validation_loss, !history.full);
  column("validation_accuracy", &EpochRecord::validation_accuracy, !history.full);
  column("learning_rate", &EpochRecord::learning_rate, true);
  column("seconds", &EpochRecord::seconds, true);
  return json;
}

}  // namespace second_opinion
