// Two JSON documents made of a training's recipe and history.
#include "native_trainer/training/training_record.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

Json bank_provenance(const TeacherBank& bank) {
  Json teachers = Json::array();
  for (const BankTeacher& teacher : bank.teachers)
    teachers.push_back({{"file", teacher.file}, {"checksum", teacher.checksum}});
  return {{"checksum", bank.checksum},
          {"seed", bank.seed},
          {"views", bank.views},
          {"teachers", std::move(teachers)}};
}

}  // namespace

Json history_document(const History& history) {
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

std::string training_provenance(const Recipe& recipe, const History& history,
                                const TeacherBank* bank) {
  Json json{{"recipe", Json::parse(recipe.text, nullptr, false)},
            {"seed", history.seed},
            {"epochs", recipe.epochs},
            {"best_epoch", history.best_epoch},
            {"full", history.full},
            {"training_images", history.training_images},
            {"validation_images", history.validation_images},
            {"temperature", history.temperature}};
  if (!history.full && history.best_epoch > 0) {
    const EpochRecord& best = history.epochs[static_cast<std::size_t>(history.best_epoch - 1)];
    json["validation"] = {{"loss", best.validation_loss}, {"accuracy", best.validation_accuracy}};
  }
  if (!history.full) json["split"] = recipe.split == SplitKind::kWriters ? "writers" : "random";
  if (bank) json["bank"] = bank_provenance(*bank);
  return json.dump();
}

}  // namespace second_opinion
