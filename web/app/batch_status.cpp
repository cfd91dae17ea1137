// Writes what batch_status.hpp lists.
#include "web/app/batch_status.hpp"

#include <algorithm>

namespace second_opinion {
namespace {

void write_action(JsonWriter& json, const BatchControl& action) {
  json.open_object().member("id", action.id).member("label", action.label).close_object();
}

void write_actions(JsonWriter& json, const Batch& batch) {
  json.key("actions").open_array();
  if (const auto back = way_back(batch)) {
    write_action(json, *back);
  } else if (!batch.open) {
    write_action(json, kTableDownload);
    if (batch.picture) write_action(json, kCopyDigits);
  }
  json.close_array();
}

void write_columns(JsonWriter& json, const Batch& batch) {
  json.key("columns").open_array();
  for (const BatchColumn& column : kBatchColumns) {
    json.open_object().member("id", column.id).member("title", title_of(column, batch));
    json.member("label", column.label);
    const bool sorted = batch.sorted_by == column.order;
    json.member("sort", !sorted ? "none" : batch.descending ? "descending" : "ascending");
    json.close_object();
  }
  json.close_array();
}

void write_opinion(JsonWriter& json, std::string_view name, const Classification& opinion) {
  json.key(name).open_object().member("digit", opinion.digit);
  json.member("sure", opinion.probabilities[static_cast<std::size_t>(opinion.digit)]);
  json.close_object();
}

void write_row(JsonWriter& json, const Batch& batch, std::size_t index) {
  const BatchRow& row = batch.rows[index];
  json.open_object().member("number", static_cast<int>(index));
  json.member("name", name_of(row, !batch.picture));
  if (row.reading) {
    write_opinion(json, "cnn", row.reading->cnn);
    write_opinion(json, "transformer", row.reading->transformer);
    if (const auto doubt = row.reading->doubt()) json.member("doubt", *doubt);
    json.member("verdict", verdict_of(row));
  } else {
    json.member("refusal", row.refusal);
  }
  if (batch.picture) {
    json.key("frame").open_array().value(row.frame.x).value(row.frame.y);
    json.value(row.frame.w).value(row.frame.h).close_array();
  }
  json.close_object();
}

// The digits that one network reads, without the ends of lines.
void write_digits(JsonWriter& json, std::string_view name, const Batch& batch, Reader reader) {
  json.key(name).open_array();
  for (const char c : digits_in_order(batch, reader)) {
    if (c != '\n') json.value(c - '0');
  }
  json.close_array();
}

}  // namespace

void write_batch(JsonWriter& json, const App& app) {
  if (!app.batch) {
    json.null();
    return;
  }
  const Batch& batch = *app.batch;
  const bool done = app.phase == Phase::kResult;
  json.open_object().member("done", done).member("says", describe_batch(batch));
  json.member("details", describe_batch_details(batch));
  const auto read = std::find_if(batch.rows.begin(), batch.rows.end(),
                                 [](const BatchRow& row) { return row.reading.has_value(); });
  json.member("source", read == batch.rows.end() ? "" : name_of(read->reading->source));
  json.member("picture", batch.picture ? batch.picture->name : std::string());
  json.member("open", batch.open ? static_cast<int>(*batch.open) : -1);
  if (done) {
    write_columns(json, batch);
    write_actions(json, batch);
    write_digits(json, "cnn", batch, Reader::kCnn);
    write_digits(json, "transformer", batch, Reader::kTransformer);
    json.key("rows").open_array();
    for (const std::size_t index : batch.order) write_row(json, batch, index);
    json.close_array();
  }
  json.close_object();
}

}  // namespace second_opinion
