// The large letter stands on the third baseline and is as high as the capitals of the first line
// reach.
#include "web/article/typesetting/drop_cap.hpp"

#include "web/typography/text.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kLines = 3;
constexpr float kGap = 0.07f;       // between letter and text, of the letter's size
constexpr float kOverhang = 0.04f;  // the white that a letter brings along on its left

bool begins_with_capital(const std::vector<Run>& runs) {
  if (runs.empty() || runs[0].text.size() < 2 || runs[0].link >= 0 || runs[0].code) return false;
  return runs[0].text[0] >= 'A' && runs[0].text[0] <= 'Z';
}

}  // namespace

float set_with_drop_cap(const Fonts& fonts, const std::vector<Run>& runs,
                        const ParagraphStyle& style, ImVec2 top_left, float width,
                        std::vector<PlacedText>& out) {
  if (!begins_with_capital(runs)) return set_paragraph(fonts, runs, style, top_left, width, out);
  const float height = static_cast<float>(kLines - 1) * style.leading +
                       text_metrics(fonts, style.regular, style.size).cap_height;
  PlacedText letter;
  letter.text = runs[0].text.substr(0, 1);
  letter.style.face = Face::kDisplay;
  letter.style.size = height / text_metrics(fonts, Face::kDisplay, 1).cap_height;
  letter.width = measure_text(fonts, letter.text, letter.style);
  letter.x = top_left.x - kOverhang * letter.style.size;
  letter.y = top_left.y + baseline_offset(fonts, style.regular, style.size, style.leading) +
             static_cast<float>(kLines - 1) * style.leading;
  letter.role = style.role;
  letter.rise = -static_cast<float>(kLines - 1) * style.leading;
  letter.hangs = true;
  std::vector<Run> rest = runs;
  rest[0].text.erase(0, 1);
  const std::size_t mark = out.size();
  out.push_back(letter);
  const Indent indent{kLines, letter.width + (kGap - kOverhang) * letter.style.size};
  const float set = set_paragraph(fonts, rest, style, top_left, width, out, indent);
  if (set > static_cast<float>(kLines) * style.leading) return set;
  out.resize(mark);
  return set_paragraph(fonts, runs, style, top_left, width, out);
}

}  // namespace second_opinion
