// Reads what came, with core's own functions, into the rows of intake.hpp.
#include "web/app/intake.hpp"

#include <utility>

#include "core/base/file_sort.hpp"
#include "core/base/utf8.hpp"
#include "core/preparation/preparation.hpp"

namespace second_opinion {
namespace {

constexpr int kMostNameCharacters = 80;

std::string shown_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  return path.empty() ? "pasted" : printable(path, kMostNameCharacters);
}

void add_row(Batch& batch, BatchRow row) {
  if (batch.rows.size() < kMostBatchRows)
    batch.rows.push_back(std::move(row));
  else
    batch.rows_left_out = true;
}

Rect share_of(const PixelBox& box, const GreyPicture& picture) {
  const auto width = static_cast<float>(picture.width), height = static_cast<float>(picture.height);
  return {static_cast<float>(box.x) / width, static_cast<float>(box.y) / height,
          static_cast<float>(box.width) / width, static_cast<float>(box.height) / height};
}

}  // namespace

void add_file(Batch& batch, const OfferedFile& file) {
  auto parsed = parse_csv_image(file);
  if (!parsed)
    return add_refusal(batch, file.name, describe(parsed.error()) + words_for_picture(file));
  ++batch.taken;
  const DigitImage image = parsed.value().image;
  add_row(batch,
          {.file = shown_name(file.name),
           .reading = Reading{
               .source = Source::kCsv, .original = image, .csv = std::move(parsed).value()}});
}

void add_picture(Batch& batch, std::string_view name, const GreyPicture& picture) {
  const std::vector<PreparedDigit> found = find_digits(picture);
  const std::string shown = shown_name(name);
  if (found.empty())
    return add_refusal(batch, name,
                       "No digit was found on " + shown +
                           ". It helps to write large and dark on plain paper, and to photograph "
                           "from straight above in even light.");
  ++batch.taken;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const int number = found.size() == 1 ? 0 : static_cast<int>(i) + 1;
    add_row(batch, {.file = shown,
                    .number = number,
                    .frame = share_of(found[i].box, picture),
                    .reading = Reading{.source = Source::kPicture, .original = found[i].digit}});
  }
  if (batch.expected == 1) batch.picture = ShownPicture{shown, reduced(picture), batch.number};
}

void add_refusal(Batch& batch, std::string_view name, std::string_view why) {
  ++batch.taken;
  add_row(batch, {.file = shown_name(name), .refusal = std::string(why)});
}

void judge_rows(Batch& batch, Classifier& cnn, Classifier& transformer, double (*clock)(),
                double seconds) {
  const double end = clock() + seconds;
  while (batch.judged < batch.rows.size()) {
    auto& reading = batch.rows[batch.judged++].reading;
    if (!reading) continue;
    reading->digit = reading->original;
    reading->seen = seen_as(reading->digit);
    reading->cnn = cnn.classify(reading->digit);
    reading->transformer = transformer.classify(reading->digit);
    if (clock() >= end) return;
  }
}

std::string words_for_picture(const OfferedFile& file) {
  const auto kind = recognize_file(file.bytes);
  const bool is_picture =
      kind && (kind->sort == FileSort::kPicture || kind->sort == FileSort::kPictureAsText);
  if (!is_picture) return "";
  return " As a picture it can be read too: “Choose a picture” takes it.";
}

}  // namespace second_opinion
