// A note is a small paragraph with its number in front.
#include "web/article/typesetting/note_layout.hpp"

#include "web/article/typesetting/paragraph.hpp"

namespace second_opinion {
namespace {

ParagraphStyle note_style() {
  ParagraphStyle style;
  style.regular = Face::kSans;
  style.italic = Face::kSans;
  style.bold = Face::kSansBold;
  style.size = 14;
  style.leading = 20;
  style.role = TextRole::kMuted;
  return style;
}

}  // namespace

std::vector<NoteCall> note_calls(const std::vector<PlacedText>& texts, std::size_t first) {
  std::vector<NoteCall> calls;
  for (std::size_t i = first; i < texts.size(); ++i) {
    if (texts[i].note > 0) calls.push_back({texts[i].note, texts[i].y + texts[i].rise});
  }
  return calls;
}

float note_top(const Fonts& fonts, float baseline) {
  const ParagraphStyle style = note_style();
  return baseline - baseline_offset(fonts, style.regular, style.size, style.leading);
}

float set_note(const Fonts& fonts, const std::vector<Run>& note, int number, ImVec2 top_left,
               float width, std::vector<PlacedText>& texts, std::vector<TextPart>& parts) {
  Run head;
  head.text = std::to_string(number) + "\u00a0\u00a0";
  head.bold = true;
  std::vector<Run> runs{head};
  runs.insert(runs.end(), note.begin(), note.end());
  const PartPlace place{.kind = PartKind::kNote, .top_left = top_left, .width = width};
  return set_part(fonts, runs, note_style(), place, texts, parts);
}

}  // namespace second_opinion
