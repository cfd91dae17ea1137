// web/app/batch.cpp: order, pages, sentences and the table as a file. Networks are not asked: what
// they say is put into the rows.
#include "web/app/batch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace second_opinion {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Classification opinion(int digit, float sure, float novelty = 0.1f) {
  Classification made{.digit = digit, .novelty = novelty};
  made.probabilities[static_cast<std::size_t>(digit)] = sure;
  return made;
}

BatchRow read_row(std::string file, int cnn, int transformer, float doubt = 0.1f) {
  Reading reading;
  reading.cnn = opinion(cnn, 0.9f, doubt);
  reading.transformer = opinion(transformer, 0.8f, doubt);
  return {.file = std::move(file), .reading = std::move(reading)};
}

BatchRow refused_row(std::string file) {
  return {.file = std::move(file), .refusal = "Row 7 has \"27\" values."};
}

Batch batch_of(std::vector<BatchRow> rows) {
  Batch batch;
  batch.files = batch.expected = batch.taken = static_cast<int>(rows.size());
  batch.judged = rows.size();
  batch.rows = std::move(rows);
  sort_batch(batch, BatchOrder::kOffered);
  return batch;
}

Batch three_files() {
  return batch_of({read_row("digit10.csv", 7, 7), refused_row("digit9.csv"),
                   read_row("digit2.csv", 3, 8, 0.9f)});
}

TEST(Batch, SortsNamesWithTheirNumbersAsNumbers) {
  Batch batch = three_files();
  sort_batch(batch, BatchOrder::kFile);
  EXPECT_THAT(batch.order, ElementsAre(2, 1, 0));
  sort_batch(batch, BatchOrder::kFile);
  EXPECT_THAT(batch.order, ElementsAre(0, 1, 2)) << "a second time the other way round";
}

TEST(Batch, KeepsWhatIsNotReadAtTheEndEitherWay) {
  Batch batch = three_files();
  sort_batch(batch, BatchOrder::kCnn);
  EXPECT_THAT(batch.order, ElementsAre(2, 0, 1));
  sort_batch(batch, BatchOrder::kCnn);
  EXPECT_THAT(batch.order, ElementsAre(0, 2, 1));
  sort_batch(batch, BatchOrder::kVerdict);
  EXPECT_THAT(batch.order, ElementsAre(0, 2, 1)) << "agreement first";
  sort_batch(batch, BatchOrder::kDoubt);
  sort_batch(batch, BatchOrder::kDoubt);
  EXPECT_THAT(batch.order, ElementsAre(2, 0, 1)) << "the greatest doubt first";
}

TEST(Batch, OrderStaysThatOfTheOfferWhereRowsAreAlike) {
  Batch batch = batch_of({read_row("b", 1, 1), read_row("a", 1, 1), read_row("c", 1, 1)});
  sort_batch(batch, BatchOrder::kTransformer);
  EXPECT_THAT(batch.order, ElementsAre(0, 1, 2));
}

TEST(Batch, TurnsToThePageOfARow) {
  Batch batch = batch_of(std::vector<BatchRow>(30, read_row("a", 1, 1)));
  EXPECT_EQ(batch_pages(batch), 3);
  turn_to_row(batch, 29);
  EXPECT_EQ(batch.page, 2);
  EXPECT_EQ(batch_pages(batch_of({})), 1);
}

TEST(Batch, SaysWhatCameOfItAndWhatDidNot) {
  Batch batch = three_files();
  EXPECT_EQ(describe_batch(batch), "2 digits read: the networks agree on 1 and disagree about 1.");
  EXPECT_THAT(describe_batch_details(batch), StartsWith("1 file was refused"));
  EXPECT_THAT(describe_batch_details(batch), HasSubstr("One looks like no digit"));
  batch.files = 812;
  EXPECT_THAT(describe_batch_details(batch), HasSubstr("Of 812 files the first 3 were taken."));
  batch.taken = 1;
  EXPECT_EQ(describe_batch(batch), "Reading file 2 of 3 …");
  EXPECT_EQ(describe_batch(batch_of({refused_row("a"), refused_row("b")})),
            "None of these files could be read.");
}

TEST(Batch, SaysThatWhatLooksLikeNoDigitMayBeNone) {
  const Batch batch = three_files();
  EXPECT_EQ(verdict_of(batch.rows[0]), "agree");
  EXPECT_EQ(verdict_of(batch.rows[1]), "");
  EXPECT_EQ(verdict_of(batch.rows[2]), "no digit?");
  EXPECT_EQ(verdict_of(read_row("a", 1, 2)), "disagree");
}

BatchRow found(int number, float x, float y, int cnn, int transformer) {
  BatchRow row = read_row("photo.jpg", cnn, transformer);
  row.number = number;
  row.frame = {x, y, 0.1f, 0.1f};
  return row;
}

TEST(Batch, ReadsThePictureLineByLine) {
  Batch batch = batch_of(
      {found(1, 0.1f, 0.1f, 3, 3), found(2, 0.4f, 0.12f, 1, 7), found(3, 0.12f, 0.5f, 4, 4)});
  batch.picture.emplace();
  EXPECT_EQ(digits_in_order(batch, Reader::kCnn), "31\n4");
  EXPECT_EQ(digits_in_order(batch, Reader::kTransformer), "37\n4");
  EXPECT_EQ(name_of(batch.rows[2], false), "Digit 3");
  EXPECT_EQ(name_of(batch.rows[2], true), "photo.jpg, digit 3");
}

TEST(Batch, TheWayBackIsToWhatWasLeft) {
  Batch batch = three_files();
  EXPECT_FALSE(way_back(batch)) << "nothing is open";
  batch.open = 0;
  EXPECT_EQ(way_back(batch)->label, "Back to the table");
  batch.picture.emplace();
  EXPECT_EQ(way_back(batch)->label, "Back to the picture");
  batch.rows.resize(1);
  EXPECT_FALSE(way_back(batch)) << "one digit is all there is";
}

TEST(Batch, TheFileHasARowForEachInTheOrderShown) {
  Batch batch = batch_of({read_row("=cmd(\"x\")", 7, 1), refused_row("b.csv")});
  EXPECT_EQ(batch_csv(batch),
            "file,number,cnn,cnn_probability,transformer,transformer_probability,doubt,verdict,"
            "refusal\r\n"
            "\"'=cmd(\"\"x\"\")\",,7,0.9000,1,0.8000,0.1000,disagree,\r\n"
            "\"b.csv\",,,,,,,,\"Row 7 has \"\"27\"\" values.\"\r\n");
}

}  // namespace
}  // namespace second_opinion
