// Covers native_trainer/commands: the whole command line on small data, its exit codes and what it
// prints.
#include "native_trainer/commands/commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/csv/csv_image.hpp"
#include "native_trainer/io/disk.hpp"
#include "tests/support/banks.hpp"
#include "tests/support/command_line.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using testing::TemporaryFolder;

using Commands = testing::CommandLine;

TEST_F(Commands, BadUsageIsTwo) {
  EXPECT_EQ(run({}), kExitUsage);
  EXPECT_EQ(run({"fly"}), kExitUsage);
  EXPECT_EQ(run({"train"}), kExitUsage);
  EXPECT_EQ(run({"train", path("small.json"), "--epochs", "none"}), kExitUsage);
  EXPECT_EQ(run({"train", path("small.json"), "--out", "file.txt"}), kExitUsage);
  EXPECT_EQ(run({"train", path("small.json"), "--temperature", "1.2"}), kExitUsage);
  EXPECT_FALSE(error_.empty());
}

TEST_F(Commands, HelpIsZeroForEveryCommand) {
  EXPECT_EQ(run({"--help"}), kExitDone);
  for (const char* command :
       {"download", "train", "teach", "evaluate", "classify", "report", "seeds", "inspect",
        "quantize", "files", "stress", "novelty", "sweep", "study", "export"}) {
    EXPECT_EQ(run({command, "--help"}), kExitDone) << command;
    EXPECT_THAT(out_, HasSubstr("Usage")) << command;
  }
}

TEST_F(Commands, FailuresAreOneAndSayWhatToDo) {
  EXPECT_EQ(run({"train", path("missing.json")}), kExitFailure);
  EXPECT_THAT(error_, HasSubstr("missing.json"));
  const TemporaryFolder empty;
  EXPECT_EQ(run({"train", path("small.json"), "--data", empty.path().string(), "--out",
                 path("x.weights")}),
            kExitFailure);
  EXPECT_THAT(error_, HasSubstr("trainer download"));
  EXPECT_EQ(run({"inspect", path("small.json")}), kExitFailure);
  EXPECT_EQ(
      run({"download", "--data", empty.path().string(), "--base-url", "file:///no/such/mirror"}),
      kExitFailure);
  EXPECT_THAT(error_, HasSubstr("--base-url"));
}

TEST_F(Commands, TeachesAndTrainsAStudentFromTheBank) {
  ASSERT_EQ(train(), kExitDone) << error_;
  std::string text = testing::kSmallRecipe;
  text.insert(text.find('{') + 1, testing::kDistillation);
  ASSERT_EQ(write_file(folder_ / "student.json", text), std::nullopt);
  const std::string data = folder_.path().string(),
                    teachers = path("small.weights") + "," + path("small.weights");
  EXPECT_EQ(run({"teach", path("student.json"), "--teachers", teachers, "--out", path("a.bank"),
                 "--data", data, "--views", "1"}),
            kExitUsage);
  EXPECT_EQ(run({"teach", path("student.json"), "--teachers", path("no.weights"), "--out",
                 path("a.bank"), "--data", data}),
            kExitFailure);
  EXPECT_THAT(error_, HasSubstr("no.weights"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "a.bank"));
  ASSERT_EQ(run({"teach", path("student.json"), "--teachers", teachers, "--out", path("a.bank"),
                 "--data", data, "--views", "2"}),
            kExitDone)
      << error_;
  EXPECT_THAT(out_, HasSubstr("2 views (the last 1 light)"));
  EXPECT_THAT(out_, HasSubstr("their mean: right on"));
  const std::vector<std::string> student{"train", path("student.json"),    "--data", data,
                                         "--out", path("student.weights"), "--bank"};
  const auto with = [&](const std::string& bank) {
    auto words = student;
    words.push_back(bank);
    return words;
  };
  ASSERT_EQ(run(with(path("a.bank"))), kExitDone) << error_;
  EXPECT_EQ(run(with(path("small.weights"))), kExitFailure);
  EXPECT_THAT(error_, HasSubstr("no bank"));
}

TEST_F(Commands, HoldsWritersOutAndSaysSo) {
  std::string table;
  for (int i = 0; i < data_.size(); ++i)
    table += std::to_string(data_.labels[static_cast<std::size_t>(i)]) + "\t0\t" +
             std::to_string(i / 6) + "\n";
  ASSERT_EQ(write_file(folder_ / "writers.tsv", table), std::nullopt);
  std::vector<std::string> words{"train",   path("small.json"), "--data",   folder_.path().string(),
                                 "--out",   path("w.weights"),  "--epochs", "1",
                                 "--split", "writers"};
  EXPECT_EQ(run(words), kExitFailure);
  EXPECT_THAT(error_, HasSubstr("--writers FILE"));
  words.insert(words.end(), {"--writers", path("writers.tsv")});
  ASSERT_EQ(run(words), kExitDone) << error_;
  EXPECT_THAT(out_, HasSubstr("48 training images, 12 held out"));
  EXPECT_THAT(load_weights(folder_ / "w.weights").value().provenance,
              HasSubstr("\"split\":\"writers\""));
  words[words.size() - 3] = "people";
  EXPECT_EQ(run(words), kExitUsage);
}

TEST_F(Commands, SeedsAreMeasuredAndLogged) {
  std::vector<std::string> words{"seeds",
                                 "--images",
                                 path("train-images-idx3-ubyte"),
                                 "--labels",
                                 path("train-labels-idx1-ubyte.gz"),
                                 "--out",
                                 path("seeds.json"),
                                 "--date",
                                 "2026-01-01"};
  std::string list = "tiny=";
  for (const std::string seed : {"0", "1"}) {
    const std::string file = path("tiny_s" + seed + ".weights");
    ASSERT_EQ(run({"train", path("small.json"), "--data", folder_.path().string(), "--out", file,
                   "--epochs", "1", "--full", "--seed", seed}),
              kExitDone)
        << error_;
    list += (seed == "0" ? "" : ",") + file;
  }
  words.insert(words.end(), {"--weights", list});
  ASSERT_EQ(run(words), kExitDone) << error_;
  EXPECT_THAT(out_, HasSubstr("rows for the log"));
  EXPECT_THAT(out_, HasSubstr("| `tiny_s1.weights` | `recipes/small.json --full`, file "));
  const auto bytes = read_file(folder_ / "seeds.json", 1 << 20).value();
  EXPECT_EQ(nlohmann::json::parse(bytes.begin(), bytes.end())["networks"]["tiny"]["runs"], 2);
  ASSERT_EQ(write_file(folder_ / "looks.md",
                       "| date | look | network | declared run | seed | errors |\n| --- |\n"),
            std::nullopt);
  words.insert(words.end(), {"--log", path("looks.md")});
  ASSERT_EQ(run(words), kExitDone) << error_;
  EXPECT_THAT(out_, HasSubstr("logged | 2026-01-01 | 1 | `tiny_s0.weights`"));
  ASSERT_EQ(run(words), kExitDone) << error_;
  EXPECT_EQ(out_.find("logged"), std::string::npos);
  words.insert(words.end(), {"--validation", "tiny=" + path("tiny_s0.weights")});
  EXPECT_EQ(run(words), kExitFailure);
  EXPECT_THAT(error_, HasSubstr("--validation"));
}

TEST_F(Commands, TrainsEvaluatesClassifiesAndInspects) {
  ASSERT_EQ(train(), kExitDone) << error_;
  ASSERT_EQ(run({"evaluate", "--weights", path("small.weights"), "--images",
                 path("train-images-idx3-ubyte"), "--labels", path("train-labels-idx1-ubyte.gz"),
                 "--json", path("result.json"), "--probabilities"}),
            kExitDone)
      << error_;
  const auto text = read_file(folder_ / "result.json", 1 << 20).value();
  const auto json = nlohmann::json::parse(text.begin(), text.end());
  EXPECT_EQ(json["images"], 60);
  EXPECT_NEAR(json["accuracy"].get<double>(), 1 - json["errors"].size() / 60.0, 1e-12);
  EXPECT_EQ(json["confusion"].size(), 10u);
  EXPECT_EQ(json["confusion"][0].size(), 10u);
  EXPECT_TRUE(json["loss"].is_number() && json["ece"].is_number());
  EXPECT_EQ(json["probabilities"].size(), 60u);

  const DigitImage image = DigitImage::from_bytes(data_.image(3));
  ASSERT_EQ(write_file(folder_ / "three.csv", print_csv_image(image)), std::nullopt);
  ASSERT_EQ(run({"classify", "--weights", path("small.weights") + "," + path("small.weights"),
                 path("three.csv")}),
            kExitDone)
      << error_;
  EXPECT_EQ(std::count(out_.begin(), out_.end(), '\n'), 2);
  EXPECT_THAT(out_, HasSubstr("three.csv  small  " + json["predictions"][3].dump()));

  ASSERT_EQ(run({"inspect", path("small.weights")}), kExitDone) << error_;
  EXPECT_THAT(out_, HasSubstr("cnn"));
  EXPECT_THAT(out_, HasSubstr("float16"));
  EXPECT_THAT(out_, HasSubstr("\"seed\": 3"));
  EXPECT_THAT(out_, HasSubstr("0.convolution.weight"));
}

// EMNIST's files are transposed. The answer stays what it is; the hint goes to stderr and JSON.
TEST_F(Commands, EvaluateSaysWhenASetLooksTransposed) {
  ASSERT_EQ(run({"train", path("small.json"), "--data", folder_.path().string(), "--out",
                 path("small.weights"), "--epochs", "60"}),
            kExitDone)
      << error_;
  Dataset turned = data_;
  for (int image = 0; image < data_.size(); ++image)
    for (std::size_t pixel = 0; pixel < kImagePixels; ++pixel)
      turned.pixels[static_cast<std::size_t>(image) * kImagePixels + pixel] =
          data_.image(image)[pixel % kImageSide * kImageSide + pixel / kImageSide];
  testing::write_bytes(folder_ / "turned", testing::idx_images(turned));
  const auto evaluate = [&](const std::string& images) {
    EXPECT_EQ(run({"evaluate", "--weights", path("small.weights"), "--images", path(images),
                   "--labels", path("train-labels-idx1-ubyte.gz"), "--json", path("a.json")}),
              kExitDone)
        << error_;
    const auto bytes = read_file(folder_ / "a.json", 1 << 20).value();
    return nlohmann::json::parse(bytes.begin(), bytes.end());
  };
  const auto upright = evaluate("train-images-idx3-ubyte");
  EXPECT_GT(upright["accuracy"], 0.8);
  EXPECT_EQ(upright["looks"], nullptr);
  EXPECT_EQ(error_, "");
  const auto other = evaluate("turned");
  EXPECT_LT(other["accuracy"], 0.5);
  EXPECT_EQ(other["looks"], "transposed");
  EXPECT_THAT(error_, HasSubstr(path("turned") + ": the pictures look transposed"));
}

TEST_F(Commands, StudiesAndSweepsTellTheirOptions) {
  for (const char* study : {"linear", "overfitting", "templates", "ablation"}) {
    EXPECT_EQ(run({"study", study, "--help"}), kExitDone) << study;
    EXPECT_THAT(out_, HasSubstr("--out")) << study;
  }
  EXPECT_EQ(run({"study"}), kExitUsage);
  EXPECT_EQ(run({"sweep", "native_trainer/recipes/sweep/scaled.json"}), kExitUsage);
  EXPECT_THAT(error_, HasSubstr("--out"));
  EXPECT_EQ(run({"sweep", path("small.json"), "--dry-run"}), kExitFailure) << "a recipe is no grid";
  EXPECT_EQ(run({"study", "linear", "--data", folder_.path().string(), "--out", path("studies")}),
            kExitDone)
      << error_;
  EXPECT_TRUE(read_file(folder_ / "studies/linear.json", 1 << 20).ok());
  EXPECT_EQ(
      run({"study", "templates", "--weights", path("missing.weights"), "--out", path("studies")}),
      kExitFailure);
  EXPECT_THAT(error_, HasSubstr("missing.weights"));
}

TEST_F(Commands, ClassifyNamesTheBadFileAndGoesOn) {
  ASSERT_EQ(train(), kExitDone) << error_;
  ASSERT_EQ(write_file(folder_ / "bad.csv", "1,2,3\n"), std::nullopt);
  ASSERT_EQ(
      write_file(folder_ / "good.csv", print_csv_image(DigitImage::from_bytes(data_.image(1)))),
      std::nullopt);
  EXPECT_EQ(
      run({"classify", "--weights", path("small.weights"), path("bad.csv"), path("good.csv")}),
      kExitFailure);
  EXPECT_THAT(error_, HasSubstr("bad.csv"));
  EXPECT_THAT(out_, HasSubstr("good.csv"));
}

TEST_F(Commands, ClassifyFindsTheDigitsOfPicturesBesideCsvFiles) {
  ASSERT_EQ(train(), kExitDone) << error_;
  ASSERT_EQ(
      write_file(folder_ / "one.csv", print_csv_image(DigitImage::from_bytes(data_.image(1)))),
      std::nullopt);
  std::string pgm = "P5 90 60 255\n" + std::string(90 * 60, '\xFF');
  for (const int left : {20, 60})
    for (int y = 10; y < 50; ++y) pgm.replace(pgm.size() - 90 * 60 + y * 90 + left, 6, 6, '\0');
  ASSERT_EQ(write_file(folder_ / "two.pgm", pgm), std::nullopt);
  ASSERT_EQ(write_file(folder_ / "none.pdf", "%PDF-1.7\n"), std::nullopt);
  EXPECT_EQ(run({"classify", "--weights", path("small.weights"), "--json", path("all.json"),
                 path("none.pdf"), path("one.csv"), path("two.pgm")}),
            kExitFailure);
  EXPECT_THAT(error_, HasSubstr("none.pdf: This is a PDF document, not a picture"));
  const auto text = read_file(folder_ / "all.json", 1 << 20).value();
  const auto json = nlohmann::json::parse(text.begin(), text.end());
  ASSERT_EQ(json.size(), 3u);
  EXPECT_EQ(json[0]["file"], path("one.csv"));
  EXPECT_EQ(json[0]["box"], (std::vector<int>{0, 0, 28, 28}));
  EXPECT_EQ(json[2]["file"], path("two.pgm"));
  EXPECT_EQ(json[2]["number"], 2);
  EXPECT_EQ(json[2]["box"], (std::vector<int>{60, 10, 6, 40}));
  EXPECT_EQ(json[2]["network"], "small");
  EXPECT_EQ(json[2]["probabilities"].size(), 10u);
  EXPECT_TRUE(json[2]["digit"].is_number() && json[2].contains("novelty"));
}

TEST_F(Commands, TrainSaysWhenNothingWasLearnedThatHolds) {
  testing::write_training_set(
      folder_.path(),
      testing::with_unlearnable_labels(
          data_, split_indices(data_.size(), Recipe{}.validation_fraction).validation));
  ASSERT_EQ(run({"train", "native_trainer/recipes/linear.json", "--data", folder_.path().string(),
                 "--out", path("idle.weights"), "--epochs", "2"}),
            kExitDone)
      << error_;
  EXPECT_THAT(error_, HasSubstr("worth no more than a guess; check that each label"));
  EXPECT_TRUE(load_weights(folder_ / "idle.weights").ok());
}

TEST_F(Commands, AFullTrainingTakesItsTemperatureFromAValidationRun) {
  ASSERT_EQ(train(), kExitDone) << error_;
  ASSERT_EQ(run({"train", path("small.json"), "--data", folder_.path().string(), "--out",
                 path("full.weights"), "--epochs", "1", "--full", "--temperature-from",
                 path("small.weights")}),
            kExitDone)
      << error_;
  EXPECT_EQ(load_weights(folder_ / "full.weights").value().temperature,
            load_weights(folder_ / "small.weights").value().temperature);
}

}  // namespace
}  // namespace second_opinion
