// The table of many digits: a page of rows, each with the digit, its name, both answers, the doubt
// about it and whether the networks agree; heads that sort, buttons that turn the page.
#pragma once

#include <string_view>
#include <vector>

#include "web/app/batch.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

// All places relative to the card's corner, below `top`.
struct BatchTableLayout {
  struct Row {
    std::size_t row = 0;  // of the batch
    Rect place{};
  };

  float bottom = 0;
  bool stacked = false;       // on a phone: two lines for a row instead of columns
  std::vector<Rect> heads{};  // of kBatchColumns
  std::vector<Row> rows{};
  Rect earlier{};  // h = 0: everything fits on one page
  Rect later{};
  Rect pages{};  // the words between them
};

BatchTableLayout layout_batch_table(const Fonts& fonts, const Batch& batch, const Rect& room);
void draw_batch_table(const PageCanvas& canvas, const Rect& card, const BatchTableLayout& layout,
                      const Batch& batch);
// group: begins with the figure's id; the rows are one stop of the Tab key.
void add_batch_table_controls(const Rect& card, const BatchTableLayout& layout, const Batch& batch,
                              std::string_view group, std::vector<Control>& out);

// "Digit 3: CNN 7, transformer 1, disagree", for screen readers.
std::string describe_row(const Batch& batch, std::size_t row);

}  // namespace second_opinion
