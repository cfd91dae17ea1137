// Sets a paragraph: its word boxes become lines, and each line one piece of text for every run in
// it.
#include "web/article/typesetting/paragraph.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace second_opinion {
namespace {

constexpr float kSuperscriptLift = 0.36f;  // of the paragraph's size
constexpr float kSubscriptDrop = 0.16f;

struct LineRange {
  std::size_t first, last;  // boxes
};

float line_width(const WordBoxes& words, LineRange line) {
  float width = 0;
  for (std::size_t i = line.first; i < line.last; ++i)
    width += words.boxes[i].width + (i + 1 < line.last ? words.boxes[i].space : 0);
  return width;
}

float lift(const Run& run, const ParagraphStyle& style) {
  return run.raise == Raise::kSuperscript ? kSuperscriptLift * style.size
         : run.raise == Raise::kSubscript ? -kSubscriptDrop * style.size
                                          : 0;
}

// Sets one line. Neighbouring fragments of a run become one piece, so that they
// are kerned and drawn together.
class LineSetter {
 public:
  LineSetter(const Fonts& fonts, const std::vector<Run>& runs, const ParagraphStyle& style,
             std::vector<PlacedText>& out)
      : fonts_(fonts), runs_(runs), style_(style), out_(out) {}

  void set(const WordBoxes& words, LineRange line, float x, float baseline) {
    open_run_ = -1;
    for (std::size_t box = line.first; box < line.last; ++box) {
      for (std::size_t f = words.first[box]; f < words.first[box + 1]; ++f)
        put(words.fragments[f], x, baseline);
      const bool spaced = words.boxes[box].space > 0;
      if (box + 1 == line.last) out_.back().space_after = spaced;
      if (box + 1 == line.last || !spaced) continue;
      // The space belongs to the piece before it: an underline then runs through.
      const bool same_run = open_run_ == words.fragments[words.first[box + 1]].run;
      if (same_run)
        out_.back().text += ' ';
      else
        out_.back().space_after = true, open_run_ = -1;
      x_end_ += words.boxes[box].space;
    }
  }

 private:
  void put(const Fragment& fragment, float line_x, float baseline) {
    const bool begins_line = !std::exchange(started_, true);
    if (begins_line) x_end_ = line_x;
    if (fragment.run != open_run_) {
      const Run& run = runs_[static_cast<std::size_t>(fragment.run)];
      PlacedText piece;
      piece.x = x_end_;
      piece.rise = lift(run, style_);
      piece.y = baseline - piece.rise;
      piece.begins_line = begins_line;
      piece.style = run_style(run, style_);
      piece.role = run.role != TextRole::kInk ? run.role
                   : run.bold                 ? style_.bold_role
                                              : style_.role;
      piece.link = run.link;
      piece.note = run.note;
      out_.push_back(std::move(piece));
      open_run_ = fragment.run;
    }
    PlacedText& piece = out_.back();
    piece.text += fragment.text;
    piece.width = measure_text(fonts_, piece.text, piece.style);
    x_end_ = piece.x + piece.width;
  }

  const Fonts& fonts_;
  const std::vector<Run>& runs_;
  const ParagraphStyle& style_;
  std::vector<PlacedText>& out_;
  int open_run_ = -1;
  float x_end_ = 0;
  bool started_ = false;
};

}  // namespace

float baseline_offset(const Fonts& fonts, Face face, float size, float leading) {
  const TextMetrics m = text_metrics(fonts, face, size);
  return (leading + m.ascent - m.descent) / 2;
}

float set_paragraph(const Fonts& fonts, const std::vector<Run>& runs, const ParagraphStyle& style,
                    ImVec2 top_left, float width, std::vector<PlacedText>& out,
                    const Indent& indent) {
  const LineWidths widths{width, indent.lines, width - indent.width};
  const WordBoxes words = cut_into_boxes(fonts, runs, style, width - indent.width);
  const float offset = baseline_offset(fonts, style.regular, style.size, style.leading);
  float y = top_left.y;
  std::size_t first = 0;
  std::size_t number = 0;
  for (const std::size_t last : break_lines(words.boxes, widths)) {
    const LineRange line{first, last};
    const float room = widths.of(number++);
    const float empty = style.align == Align::kLeft ? 0 : room - line_width(words, line);
    const float x =
        top_left.x + (width - room) + (style.align == Align::kCenter ? empty / 2 : empty);
    LineSetter(fonts, runs, style, out).set(words, line, x, y + offset);
    y += style.leading;
    first = last;
  }
  return y - top_left.y;
}

TextPart part_from(const Fonts& fonts, std::size_t first_text, const std::vector<PlacedText>& texts,
                   const ParagraphStyle& style, const PartPlace& place) {
  return {.kind = place.kind,
          .row = place.row,
          .x = place.top_left.x,
          .width = place.width,
          .baseline =
              place.top_left.y + baseline_offset(fonts, style.regular, style.size, style.leading),
          .leading = style.leading,
          .style = run_style(Run{}, style),
          .first_text = first_text,
          .last_text = texts.size()};
}

float set_part(const Fonts& fonts, const std::vector<Run>& runs, const ParagraphStyle& style,
               const PartPlace& place, std::vector<PlacedText>& texts,
               std::vector<TextPart>& parts) {
  const std::size_t first = texts.size();
  const float height = set_paragraph(fonts, runs, style, place.top_left, place.width, texts);
  parts.push_back(part_from(fonts, first, texts, style, place));
  return height;
}

TextExtent measure_runs(const Fonts& fonts, const std::vector<Run>& runs,
                        const ParagraphStyle& style) {
  const WordBoxes words = cut_into_boxes(fonts, runs, style, std::numeric_limits<float>::max());
  TextExtent extent;
  std::size_t line_start = 0;
  for (std::size_t i = 0; i < words.boxes.size(); ++i) {
    extent.narrowest = std::max(extent.narrowest, words.boxes[i].width);
    extent.widest = std::max(extent.widest, line_width(words, {line_start, i + 1}));
    if (words.boxes[i].forced) line_start = i + 1;
  }
  return extent;
}

}  // namespace second_opinion
