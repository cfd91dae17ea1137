// libxlsxwriter writes a file by itself, so it is given a temporary name here; io/disk then moves
// the file into place.
#include "native_trainer/studies/sweep/sweep_workbook.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <map>

#include "native_trainer/io/disk.hpp"
#include "native_trainer/studies/sweep/sweep_effects.hpp"
#include "native_trainer/studies/sweep/sweep_table.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kBestRows = 20;
constexpr time_t kCreated = 946684800;  // a fixed day: the same rows give the same bytes

struct Sheets {
  lxw_workbook* book = nullptr;
  lxw_format* header = nullptr;
  std::map<SweepFormat, lxw_format*> cells;
};

Sheets make_formats(lxw_workbook* book) {
  Sheets sheets{.book = book, .header = workbook_add_format(book), .cells = {}};
  format_set_bold(sheets.header);
  format_set_text_wrap(sheets.header);
  format_set_align(sheets.header, LXW_ALIGN_VERTICAL_TOP);
  format_set_bottom(sheets.header, LXW_BORDER_THIN);
  format_set_bg_color(sheets.header, 0xE8EEF4);
  const std::pair<SweepFormat, const char*> kinds[] = {{SweepFormat::kText, "@"},
                                                       {SweepFormat::kCount, "#,##0"},
                                                       {SweepFormat::kRate, "0.0##"},
                                                       {SweepFormat::kLoss, "0.00000"},
                                                       {SweepFormat::kShare, "0.00%"}};
  for (const auto& [kind, pattern] : kinds) {
    sheets.cells[kind] = workbook_add_format(book);
    format_set_num_format(sheets.cells[kind], pattern);
  }
  return sheets;
}

void write_cell(Sheets& sheets, lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column,
                const SweepCell& cell, SweepFormat kind) {
  lxw_format* format = sheets.cells[kind];
  if (const auto* text = std::get_if<std::string>(&cell))
    worksheet_write_string(sheet, row, column, text->c_str(), format);
  if (const auto* number = std::get_if<double>(&cell))
    worksheet_write_number(sheet, row, column, *number, format);
}

void add_rows(Sheets& sheets, const char* name, std::span<const SweepRow* const> rows) {
  lxw_worksheet* sheet = workbook_add_worksheet(sheets.book, name);
  const auto columns = sweep_columns();
  lxw_col_t c = 0;
  for (const SweepColumn& column : columns) {
    worksheet_write_string(sheet, 0, c, column.title, sheets.header);
    const bool wide = column.format == SweepFormat::kText;
    worksheet_set_column(sheet, c, c, wide ? 14 : 11, nullptr);
    for (std::size_t r = 0; r < rows.size(); ++r)
      write_cell(sheets, sheet, static_cast<lxw_row_t>(r + 1), c, column.cell(*rows[r]),
                 column.format);
    ++c;
  }
  worksheet_set_row(sheet, 0, 32, nullptr);
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(rows.size()),
                       static_cast<lxw_col_t>(columns.size() - 1));
}

void write_header(Sheets& sheets, lxw_worksheet* sheet, std::initializer_list<const char*> titles) {
  lxw_col_t column = 0;
  for (const char* title : titles) {
    worksheet_set_column(sheet, column, column, 15, nullptr);
    worksheet_write_string(sheet, 0, column++, title, sheets.header);
  }
  worksheet_freeze_panes(sheet, 1, 0);
}

void style_axis(lxw_chart_axis* axis, const char* name, const char* pattern) {
  chart_axis_set_name(axis, name);
  chart_axis_set_num_format(axis, pattern);
}

// One clustered column chart per loss: learning rates along, one colour per optimizer.
void add_rate_chart(Sheets& sheets, lxw_worksheet* sheet, const std::string& loss,
                    std::span<const RateEffect> effects, int place) {
  lxw_chart* chart = workbook_add_chart(sheets.book, LXW_CHART_COLUMN);
  for (std::size_t first = 0; first < effects.size();) {
    std::size_t last = first;
    while (last + 1 < effects.size() && effects[last + 1].loss == effects[first].loss &&
           effects[last + 1].optimizer == effects[first].optimizer)
      ++last;
    if (effects[first].loss == loss) {
      lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
      const auto top = static_cast<lxw_row_t>(first + 1), bottom = static_cast<lxw_row_t>(last + 1);
      chart_series_set_name(series, effects[first].optimizer.c_str());
      chart_series_set_categories(series, "Optimizer and rate", top, 2, bottom, 2);
      chart_series_set_values(series, "Optimizer and rate", top, 5, bottom, 5);
    }
    first = last + 1;
  }
  chart_title_set_name(chart, ("Best validation accuracy, loss " + loss).c_str());
  style_axis(chart->x_axis, "Learning rate", "General");
  style_axis(chart->y_axis, "Validation accuracy", "0%");
  chart_axis_set_min(chart->y_axis, 0);
  chart_axis_set_max(chart->y_axis, 1);
  worksheet_insert_chart(sheet, static_cast<lxw_row_t>(1 + 16 * place), 8, chart);
}

void add_rates(Sheets& sheets, std::span<const SweepRow> rows) {
  std::vector<RateEffect> effects = rate_effects(rows);
  // A chart's series are ranges: each optimizer's rates must stand together.
  std::stable_sort(effects.begin(), effects.end(),
                   [](const RateEffect& a, const RateEffect& b) { return a.loss < b.loss; });
  lxw_worksheet* sheet = workbook_add_worksheet(sheets.book, "Optimizer and rate");
  write_header(sheets, sheet,
               {"Loss", "Optimizer", "Learning rate", "Runs", "Failed", "Best validation accuracy",
                "Median"});
  int charts = 0;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    const RateEffect& e = effects[i];
    const std::pair<SweepCell, SweepFormat> cells[] = {
        {e.loss, SweepFormat::kText},
        {e.optimizer, SweepFormat::kText},
        {e.learning_rate, SweepFormat::kRate},
        {static_cast<double>(e.runs), SweepFormat::kCount},
        {static_cast<double>(e.failed), SweepFormat::kCount},
        {e.best, SweepFormat::kShare},
        {e.median, SweepFormat::kShare},
    };
    lxw_col_t column = 0;
    for (const auto& [cell, kind] : cells)
      write_cell(sheets, sheet, static_cast<lxw_row_t>(i + 1), column++, cell, kind);
    if (i == 0 || effects[i - 1].loss != e.loss)
      add_rate_chart(sheets, sheet, e.loss, effects, charts++);
  }
}

void add_size_chart(Sheets& sheets, lxw_worksheet* sheet, lxw_row_t last) {
  lxw_chart* chart = workbook_add_chart(sheets.book, LXW_CHART_SCATTER);
  for (const auto& [column, name] :
       {std::pair<lxw_col_t, const char*>{6, "Best run"}, {7, "Mean of the runs"}}) {
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    chart_series_set_name(series, name);
    chart_series_set_categories(series, "Network size", 1, 3, last, 3);
    chart_series_set_values(series, "Network size", 1, column, last, column);
  }
  chart_title_set_name(chart, "Validation accuracy by size of the network");
  style_axis(chart->x_axis, "Parameters (logarithmic)", "#,##0");
  style_axis(chart->y_axis, "Validation accuracy", "0.0%");
  chart_axis_set_log_base(chart->x_axis, 10);
  chart_axis_set_max(chart->y_axis, 1);
  worksheet_insert_chart(sheet, 1, 13, chart);
}

void add_sizes(Sheets& sheets, std::span<const SweepRow> rows) {
  const std::vector<SizeEffect> sizes = size_effects(rows);
  lxw_worksheet* sheet = workbook_add_worksheet(sheets.book, "Network size");
  write_header(sheets, sheet,
               {"Channels", "Convolutions", "Dense layers", "Parameters", "Multiply-adds", "Runs",
                "Best validation accuracy", "Mean validation accuracy", "Deviation",
                "Mean test accuracy", "Deviation on test"});
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const SizeEffect& s = sizes[i];
    lxw_col_t column = 0;
    for (const double count : {static_cast<double>(s.channels), static_cast<double>(s.convolutions),
                               static_cast<double>(s.dense), static_cast<double>(s.parameters),
                               s.multiply_adds, static_cast<double>(s.runs)})
      write_cell(sheets, sheet, static_cast<lxw_row_t>(i + 1), column++, count,
                 SweepFormat::kCount);
    for (const double share : {s.best, s.mean, s.deviation, s.test_mean, s.test_deviation})
      write_cell(sheets, sheet, static_cast<lxw_row_t>(i + 1), column++, share,
                 SweepFormat::kShare);
  }
  if (!sizes.empty()) add_size_chart(sheets, sheet, static_cast<lxw_row_t>(sizes.size()));
}

}  // namespace

std::optional<std::string> write_sweep_workbook(const std::filesystem::path& path,
                                                std::span<const SweepRow> rows) {
  std::error_code code;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), code);
  if (code) return cannot_write(path, code);
  const std::filesystem::path beside = path.string() + ".tmp";
  lxw_workbook* book = workbook_new(beside.c_str());
  if (book == nullptr) return path.string() + ": cannot be written (not enough memory)";
  lxw_doc_properties properties{};
  char title[] = "Sweep";
  properties.title = title;
  properties.created = kCreated;
  workbook_set_properties(book, &properties);
  Sheets sheets = make_formats(book);
  std::vector<const SweepRow*> all, best = best_rows(rows);
  for (const SweepRow& row : rows) all.push_back(&row);
  best.resize(std::min(best.size(), kBestRows));
  add_rows(sheets, "Runs", all);
  add_rows(sheets, "Best", best);
  add_rates(sheets, rows);
  add_sizes(sheets, rows);
  errno = 0;
  const lxw_error error = workbook_close(book);
  if (error != LXW_NO_ERROR) {
    const std::error_code reason(errno != 0 ? errno : EIO,
                                 std::generic_category());  // the library's own errors say less
    std::filesystem::remove(beside, code);
    return cannot_write(path, reason);
  }
  return move_into_place(beside, path);
}

}  // namespace second_opinion
