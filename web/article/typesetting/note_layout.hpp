// Side notes: in the right margin beside the line that calls them, or, where the
// page has no margin for them, small and indented below the block.
#pragma once

#include <vector>

#include "web/article/typesetting/placement.hpp"

namespace second_opinion {

// The notes that the texts from index `first` on call, in order.
struct NoteCall {
  int number = 0;  // from 1
  float line = 0;  // baseline of the line that calls
};
std::vector<NoteCall> note_calls(const std::vector<PlacedText>& texts, std::size_t first);

// Where a note's column must begin so that its first line stands on `baseline`.
float note_top(const Fonts& fonts, float baseline);

// Sets number and text into the column, appends to texts and parts and returns the height.
float set_note(const Fonts& fonts, const std::vector<Run>& note, int number, ImVec2 top_left,
               float width, std::vector<PlacedText>& texts, std::vector<TextPart>& parts);

}  // namespace second_opinion
