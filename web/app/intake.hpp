// What one file or picture of many adds to a batch: a row with its digit, rows with all digits that
// are found on it, or a row with the reason why there is none; and how the networks come to them.
#pragma once

#include <string>
#include <string_view>

#include "core/csv/csv_image.hpp"
#include "web/app/batch.hpp"

namespace second_opinion {

// Each takes one file off what the batch expects.
void add_file(Batch& batch, const OfferedFile& file);
void add_picture(Batch& batch, std::string_view name, const GreyPicture& picture);
void add_refusal(Batch& batch, std::string_view name, std::string_view why);

// Lets both networks read rows that have come, for about so long on this clock. Without the times,
// which one digit's result shows: many would take ten times as long.
void judge_rows(Batch& batch, Classifier& cnn, Classifier& transformer, double (*clock)(),
                double seconds);

// Where pictures are taken, for those who offered one as a CSV file; empty for anything else.
std::string words_for_picture(const OfferedFile& file);

}  // namespace second_opinion
