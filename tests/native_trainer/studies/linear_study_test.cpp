// Covers native_trainer/studies/linear_study and color_picture: the curve's places, the movies'
// frames, the same bytes each time.
#include "native_trainer/studies/linear_study.hpp"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "core/report/report_file.hpp"
#include "native_trainer/io/color_picture.hpp"
#include "tests/support/gif_reading.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

Study<LinearStudy> made(int threads = 1) {
  Recipe recipe = read_recipe("native_trainer/recipes/linear.json").value();
  recipe.batch = 10;
  recipe.sub_batch = 5;
  const Dataset data = testing::bars_dataset(150);
  ThreadPool pool(threads);
  auto study = make_linear_study(recipe, data, pool);
  EXPECT_TRUE(study.ok()) << study.error();
  return study.ok() ? study.value() : Study<LinearStudy>();
}

TEST(LinearStudy, WatchesBatchByBatch) {
  const auto json = nlohmann::json::parse(write_study(made().document));
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["batches_per_epoch"], 12);
  EXPECT_EQ(json["curve"]["batch"], nlohmann::json({0, 1, 2, 5, 10, 20, 40, 60}));
  for (const char* key :
       {"training_cost", "training_accuracy", "validation_cost", "validation_accuracy"})
    EXPECT_EQ(json["curve"][key].size(), 8u) << key;
  EXPECT_EQ(json["curve"]["validation_cost"][0], 0.1) << "zeros against a one in ten";
  EXPECT_GT(json["best"]["accuracy"], 0.9);
  EXPECT_EQ(json["shown"].size(), 16u);
}

TEST(LinearStudy, TheMoviesShowEveryImage) {
  const Study<LinearStudy> study = made();
  std::map<std::string, std::vector<unsigned char>> files(study.pictures.begin(),
                                                          study.pictures.end());
  EXPECT_EQ(files.size(), 14u);
  for (const auto& name : study.document.movie.files) {
    const testing::ReadGif gif = testing::read_gif(files[name]);
    EXPECT_EQ(gif.frames.size(), 100u) << name;
    EXPECT_GE(gif.width, 4 * 28);
    const auto zero = diverging_index(0);
    EXPECT_EQ(gif.frames[0], std::vector<unsigned char>(gif.frames[0].size(), zero))
        << "begins with zeros";
    EXPECT_NE(gif.frames[99], gif.frames[0]) << name;
  }
  EXPECT_EQ(study.document.movie.images, 99);
}

TEST(LinearStudy, IsTheSameForAnyThreads) {
  const Study<LinearStudy> one = made(1), three = made(3);
  EXPECT_EQ(write_study(one.document), write_study(three.document));
  EXPECT_EQ(one.pictures, three.pictures);
}

TEST(LinearStudy, EndsWhenItIsAskedTo) {
  const Recipe recipe = read_recipe("native_trainer/recipes/linear.json").value();
  const Dataset data = testing::bars_dataset(150);
  ThreadPool pool(1);
  int steps = 0;  // so that it is stopped once in the training and once in what comes after it
  ASSERT_TRUE(make_linear_study(recipe, data, pool, [&] { return ++steps, false; }).ok());
  for (const int at : {1, steps}) {
    int asked = 0;
    const auto study = make_linear_study(recipe, data, pool, [&] { return ++asked == at; });
    ASSERT_FALSE(study.ok());
    EXPECT_EQ(study.error(), "stopped");
    EXPECT_EQ(asked, at) << "nothing more is done then";
  }
}

TEST(LinearStudy, AnotherNetworkIsRefused) {
  const Dataset data = testing::bars_dataset(60);
  ThreadPool pool(1);
  EXPECT_FALSE(make_linear_study(testing::small_recipe(), data, pool).ok());
}

TEST(ColorPicture, DivergesAroundItsMiddle) {
  EXPECT_EQ(diverging_color(0), (Rgb{247, 247, 247}));
  EXPECT_EQ(diverging_color(-1), (Rgb{33, 102, 172}));
  EXPECT_EQ(diverging_color(5), diverging_color(1));
  EXPECT_EQ(diverging_palette()[diverging_index(0)], diverging_color(0));
  EXPECT_EQ(diverging_palette().size(), static_cast<std::size_t>(kDivergingColors));
  const std::vector<float> values{0.5f, -3, 1, 0};
  EXPECT_EQ(scale_of(values, 1), 3);
  EXPECT_EQ(scale_of(std::vector<float>{0, 0}), 1) << "no scale at all must not divide by zero";
}

TEST(ColorPicture, LeavesOutWhatLiesOutside) {
  ColorPicture picture(4, 3, {9, 9, 9});
  picture.fill(-2, -2, 3, 3, {1, 2, 3});
  picture.fill(3, 2, 50, 50, {4, 5, 6});
  EXPECT_EQ(picture.pixels()[0], 1);
  EXPECT_EQ(picture.pixels()[3], 9);
  EXPECT_EQ(picture.pixels().back(), 6);
  const auto png = encode_png(picture);
  ASSERT_TRUE(png.ok());
  EXPECT_EQ(std::string(png.value().begin() + 1, png.value().begin() + 4), "PNG");
}

}  // namespace
}  // namespace second_opinion
