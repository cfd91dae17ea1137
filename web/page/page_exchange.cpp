// What comes into the page from outside and what goes out: files, pictures, links; the other half
// of page.hpp.
#include "core/image/digit_link.hpp"
#include "web/page/page.hpp"

namespace second_opinion {
namespace {

// How long the networks read at a time while files come in: less than a frame takes.
constexpr double kBatchSeconds = 0.012;

}  // namespace

void Page::hand_over(Wish wish) {
  switch (wish) {
    case Wish::kLink:
      link_ = std::string(kLinkPrefix) + print_digit_link(app_.reading->digit);
      return;
    case Wish::kCsv:
      download_ = Download{std::string(kDigitFileName), digit_csv(*app_.reading)};
      return;
    case Wish::kPicture:
      wants_picture_ = true;
      return;
    case Wish::kSet:
      download_ = Download{std::string(kSetFileName), set_csv(app_.keeping.set)};
      return;
    case Wish::kTable:
      download_ = Download{std::string(kTableFileName), batch_csv(*app_.batch)};
      return;
    case Wish::kDigitsInOrder:
      copy_ = digits_in_order(*app_.batch, Reader::kCnn);
      return;
  }
}

void Page::link_made(bool copied) {
  second_opinion::update(app_, LinkMade{copied ? LinkPlace::kClipboard : LinkPlace::kAddressBar});
  changed();
}

void Page::open_link(std::string_view text) {
  perform(OpenLink{std::string(text)});
}

void Page::offer(const OfferedFile& file) {
  perform(OfferFile{file});
}

int Page::begin_batch(int files) {
  perform(BeginBatch{files});
  const int number = app_.batch ? app_.batch->number : 0;
  return next_step(app_, number) == BatchStep::kOver ? 0 : number;
}

void Page::offer(int batch, const OfferedFile& file) {
  add(AddFile{batch, file});
}

std::string Page::offer_picture(int batch, std::string_view name,
                                std::span<const unsigned char> bytes) {
  const auto picture = decode_picture(bytes);
  if (!picture) return picture.error();
  offer_picture(batch, name, picture.value());
  return "";
}

void Page::offer_picture(int batch, std::string_view name, const GreyPicture& picture) {
  add(AddPicture{batch, name, &picture});
}

void Page::refuse(int batch, std::string_view name, std::string_view why) {
  add(AddRefusal{batch, name, why});
}

// Only the words about the progress change.
void Page::add(const Action& action) {
  second_opinion::update(app_, action);
  status_changed_ = true;
  wake();
}

BatchStep Page::read_on(int batch) {
  if (next_step(app_, batch) == BatchStep::kOver) return BatchStep::kOver;
  second_opinion::update(app_, ReadOn{batch, kBatchSeconds});
  const BatchStep step = next_step(app_, batch);
  if (step == BatchStep::kOver) show_news();
  return step;
}

}  // namespace second_opinion
