// Cuts runs into boxes at spaces and hyphens. A box may hold parts of several runs: in
// “<b>bold</b>,” the comma belongs to the bold word.
#include "web/article/typesetting/word_boxes.hpp"

#include "core/base/utf8.hpp"
#include "web/typography/fonts.hpp"

namespace second_opinion {
namespace {

constexpr float kCodeSize = 0.86f;  // the mono face looks large beside the text face

constexpr float kHyphenPenalty = 0.008f;
constexpr float kStubPenalty = 0.002f;  // “a” or “I” at the end of a line

// After which character may a line end without a space? Hyphens and dashes;
// in code also slashes, or paths would leave holes on a phone.
bool may_break_after(char32_t code, bool is_code) {
  if (code == U'-' || code == U'‐' || code == U'–' || code == U'—') return true;
  return is_code && code == U'/';
}

// Not before a space, which breaks by itself, and not inside a range of numbers.
bool breakable_before(std::string_view rest) {
  return !rest.empty() && rest[0] != ' ' && (rest[0] < '0' || rest[0] > '9');
}

class Cutter {
 public:
  Cutter(const Fonts& fonts, const std::vector<Run>& runs, const ParagraphStyle& style, float limit)
      : fonts_(fonts), runs_(runs), style_(style), limit_(limit) {}

  WordBoxes cut() {
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      run_ = static_cast<int>(i);
      if (runs_[i].line_break) {
        close(0, 0);
        if (!result_.boxes.empty()) result_.boxes.back().forced = true;
      } else {
        cut_run(runs_[i]);
      }
    }
    close(0, 0);
    result_.first.push_back(result_.fragments.size());
    return std::move(result_);
  }

 private:
  void cut_run(const Run& run) {
    const TextStyle style = run_style(run, style_);
    const float space = measure_text(fonts_, " ", style);
    const std::string_view text = run.text;
    std::size_t begin = 0;
    for (std::size_t position = 0; position < text.size();) {
      const std::size_t at = position;
      const char32_t code = next_character(text, position);
      if (code == U' ') {
        add(text.substr(begin, at - begin), style);
        close(space, at - begin == 1 ? kStubPenalty : 0);
        begin = position;
      } else if (may_break_after(code, run.code) && at > begin &&
                 breakable_before(text.substr(position))) {
        add(text.substr(begin, position - begin), style);
        close(0, kHyphenPenalty);
        begin = position;
      }
    }
    add(text.substr(begin), style);
  }

  void add(std::string_view text, const TextStyle& style) {
    if (text.empty()) return;
    const float width = measure_text(fonts_, text, style);
    if (width_ + width <= limit_) {
      append(text, width);
      return;
    }
    // Too long for any line: character by character, which is rare and looks it.
    for (std::size_t position = 0; position < text.size();) {
      const std::size_t at = position;
      next_character(text, position);
      const std::string_view piece = text.substr(at, position - at);
      const float piece_width = measure_text(fonts_, piece, style);
      if (width_ + piece_width > limit_) close(0, kHyphenPenalty);
      append(piece, piece_width);
    }
  }

  void append(std::string_view text, float width) {
    if (!open_) {
      open_ = true;
      width_ = 0;
      result_.first.push_back(result_.fragments.size());
    }
    result_.fragments.push_back({run_, text, width});
    width_ += width;
  }

  void close(float space, float penalty) {
    if (!open_) {
      if (space > 0 && !result_.boxes.empty())
        result_.boxes.back().space = space;  // a run that begins with a space
      return;
    }
    result_.boxes.push_back({width_, space, false, penalty});
    open_ = false;
    width_ = 0;
  }

  const Fonts& fonts_;
  const std::vector<Run>& runs_;
  const ParagraphStyle& style_;
  float limit_;
  WordBoxes result_;
  int run_ = 0;
  bool open_ = false;
  float width_ = 0;
};

}  // namespace

TextStyle run_style(const Run& run, const ParagraphStyle& style) {
  TextStyle result;
  result.face = run.code     ? Face::kMono
                : run.bold   ? style.bold
                : run.italic ? style.italic
                             : style.regular;
  result.size =
      style.size * (run.code ? kCodeSize : 1.0f) * (run.raise == Raise::kNone ? 1.0f : kRaisedSize);
  result.tracking = style.tracking;
  result.tabular = style.tabular;
  return result;
}

WordBoxes cut_into_boxes(const Fonts& fonts, const std::vector<Run>& runs,
                         const ParagraphStyle& style, float limit) {
  return Cutter(fonts, runs, style, limit).cut();
}

}  // namespace second_opinion
