// Covers native_trainer/io/gif: what giflib reads back is what was put in.
#include "native_trainer/io/gif.hpp"

#include <gif_lib.h>
#include <gtest/gtest.h>

#include "tests/support/gif_reading.hpp"

namespace second_opinion {
namespace {

GifMovie movie() {
  GifMovie m{
      .width = 3, .height = 2, .palette = {{0, 0, 0}, {255, 0, 0}, {0, 0, 255}}, .frames = {}};
  m.frames = {{0, 1, 2, 0, 1, 2}, {0, 1, 2, 0, 2, 2}, {0, 1, 2, 0, 2, 2}, {2, 1, 0, 0, 0, 1}};
  return m;
}

TEST(Gif, ComesBackFrameByFrame) {
  const GifMovie m = movie();
  const auto bytes = encode_gif(m);
  ASSERT_TRUE(bytes.ok()) << bytes.error();
  const testing::ReadGif read = testing::read_gif(bytes.value());
  EXPECT_EQ(read.width, 3);
  EXPECT_EQ(read.height, 2);
  EXPECT_EQ(read.frames, m.frames);
  EXPECT_EQ(read.first_color, (std::array<int, 3>{0, 0, 0}));
  EXPECT_TRUE(read.repeats);
  EXPECT_EQ(read.delays, (std::vector<int>{8, 8, 8, 200}));
}

TEST(Gif, WhatDoesNotFitIsRefused) {
  GifMovie m = movie();
  m.frames[1].pop_back();
  EXPECT_FALSE(encode_gif(m).ok());
  m = movie();
  m.frames[2][0] = 3;
  EXPECT_FALSE(encode_gif(m).ok()) << "no such colour";
  m = movie();
  m.frames.clear();
  EXPECT_FALSE(encode_gif(m).ok());
  m = movie();
  m.palette.resize(257);
  EXPECT_FALSE(encode_gif(m).ok());
}

}  // namespace
}  // namespace second_opinion
