// web/figures of the studies: what they say equals the report, what is absent leaves a line,
// presses open and close cards.
#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"
#include "tests/web/test_fonts.hpp"
#include "web/figures/figure_list.hpp"
#include "web/figures/kit/readout.hpp"
#include "web/figures/studies/sweep_words.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

std::unique_ptr<Figure> made(const char* name, const FigureSources& sources = sample_sources()) {
  auto figure = make_figure(sources, name, "");
  EXPECT_TRUE(figure.ok()) << name;
  return std::move(figure.value());
}

bool has(const std::string& html, const std::string& text) {
  return html.find(text) != std::string::npos;
}

// How cells are set is the table's matter.
std::string cells_of(const Figure& figure) {
  std::string html = figure.html();
  const std::string mark = " class=\"number\"";
  for (std::size_t at = html.find(mark); at != std::string::npos; at = html.find(mark))
    html.erase(at, mark.size());
  return html;
}

constexpr const char* kStudies[] = {"stress", "overfitting", "learning", "sweep",
                                    "size",   "calibration", "coverage"};
constexpr Rect kPlace{0, 0, 358, 0};

Rect measured(Figure& figure, float width) {
  return {kPlace.x, kPlace.y, width, figure.measure(test_fonts(), width)};
}

int vertices(Figure& figure, ImVec2 pointer) {
  const TestFrame frame;
  const PageView view{.view = {0, 0, 4000, 20000}, .pointer = pointer};
  const int before = frame.list().VtxBuffer.Size;
  figure.draw({view, &frame.list(), &test_fonts(), &dark_theme()}, measured(figure, 358));
  return frame.list().VtxBuffer.Size - before;
}

constexpr ImVec2 kAway{-1e6f, -1e6f};

TEST(StudyFigures, CoverageCountsTheMistakesThatAreLeft) {
  const std::string cells = cells_of(*made("coverage"));
  EXPECT_TRUE(has(cells, "Mistakes left, by both"));
  // Half a per cent handed over: 60 less two, three, four and five times five.
  EXPECT_TRUE(has(cells, "<td>50</td><td>45</td><td>40</td><td>35</td>")) << cells;
}

TEST(StudyFigures, LeaveALineWhereTheReportHasNoStudy) {
  const Report bare = [] {
    Report report = sample_report();
    report.studies = {};
    for (ReportNetwork& network : report.networks.shown) network.test.doubt = {};
    return report;
  }();
  const DigitSheet empty;
  FigureSources sources = sample_sources();
  sources.report = &bare;
  sources.stress = sources.learning = &empty;
  for (const char* name : kStudies) {
    const auto figure = made(name, sources);
    EXPECT_GT(vertices(*figure, kAway), 0) << name;
    EXPECT_LE(measured(*figure, 358).h, 24) << name;
    EXPECT_TRUE(figure->controls(measured(*figure, 358)).empty()) << name;
    EXPECT_FALSE(cells_of(*figure).empty()) << name;
  }
}

TEST(StudyFigures, HtmlHoldsEveryRowOfTheStudy) {
  const ReportStudies& studies = sample_report().studies;
  const std::string stress = cells_of(*made("stress"));
  for (const StressKind& kind : studies.stress.kinds) {
    EXPECT_TRUE(has(stress, escape_html(kind.name))) << kind.name;
    for (const StressStep& step : kind.steps) {
      EXPECT_TRUE(has(stress, "<td>" + format_percent(step.cnn, 2) + "</td>")) << step.cnn;
      EXPECT_TRUE(has(stress, "<td>" + format_percent(step.transformer, 2) + "</td>"))
          << step.transformer;
    }
  }
  const std::string learning = cells_of(*made("learning"));
  for (std::size_t m = 0; m < studies.linear.learning.seen.size(); ++m)
    EXPECT_TRUE(has(learning, ">" + format_integer(studies.linear.learning.seen[m]) + "</th><td>" +
                                  format_percent(studies.linear.learning.accuracy[m], 1) + "</td>"))
        << m;
  EXPECT_TRUE(has(cells_of(*made("overfitting")), "4 (lowest loss on unseen)"));
  const std::string calibration = cells_of(*made("calibration"));
  EXPECT_TRUE(
      has(calibration, "<td>CNN</td><td>1500</td><td>0.6</td><td>1</td><td>0.01–0.40\u202F%</td>"))
      << calibration;
}

// 16 of the sample's 32 runs guess, one failed, the last is the best.
TEST(StudyFigures, SweepCountsWhatNeverLearnt) {
  const auto figure = made("sweep");
  const auto controls = figure->controls(measured(*figure, 358));
  ASSERT_EQ(controls.size(), 8u) << "two losses, optimizers and rates";
  EXPECT_TRUE(has(controls[1].label, "learning rate 0.1: best 10.0\u202F%, 4 of 4 never learnt"))
      << controls[1].label;
  EXPECT_TRUE(
      has(controls[6].label, "Cross-entropy, SGD, learning rate 0.001: best 96.2\u202F%, 0 of 4"))
      << controls[6].label;
  for (const Control& control : controls) EXPECT_EQ(control.group, "sweep");
  EXPECT_TRUE(has(cells_of(*figure), "16 channels, 2 convolutions, 3 dense layers"));
  EXPECT_EQ(run_readout(sample_report().studies.sweep.runs[30]).notes.back(),
            "The training failed.");
}

TEST(StudyFigures, SizeDrawsItsOwnStudy) {
  Report report = sample_report();
  EXPECT_TRUE(has(cells_of(*made("size")), "<th scope=\"row\">160\u202F100</th>"));
  report.studies.size.runs.resize(1);
  report.studies.size.runs[0].parameters = 4321;
  FigureSources sources = sample_sources();
  sources.report = &report;
  const std::string html = cells_of(*made("size", sources));
  EXPECT_TRUE(has(html, "4321"));
  EXPECT_FALSE(has(html, "160\u202F100"));
}

TEST(StudyFigures, CardsOpenUnderThePointerAndByPress) {
  for (const char* name : {"stress", "overfitting", "sweep", "size", "calibration"}) {
    const auto figure = made(name);
    const Control control = figure->controls(measured(*figure, 358)).front();
    const int still = vertices(*figure, kAway);
    EXPECT_GT(vertices(*figure, {control.place.x + control.place.w / 2,
                                 control.place.y + control.place.h / 2}),
              still)
        << name;
    figure->press(control.id);
    EXPECT_GT(vertices(*figure, kAway), still) << name << " pressed";
    figure->press(control.id);
    EXPECT_EQ(vertices(*figure, kAway), still) << name << " pressed again";
  }
}

TEST(StudyFigures, LearningMovesAndPlays) {
  const auto figure = made("learning");
  const auto slider = [&] {
    return std::get<SliderControl>(figure->controls(measured(*figure, 358)).front().kind);
  };
  EXPECT_EQ(slider().steps, 5);
  EXPECT_EQ(slider().step, 3) << "at rest: after 99 pictures";
  EXPECT_TRUE(has(slider().reading, "After 99 pictures: 71.0\u202F%")) << slider().reading;
  figure->press("learning:moment=1");
  EXPECT_TRUE(has(slider().reading, "After 1 picture:")) << slider().reading;
  figure->press("learning:moment=77");
  EXPECT_EQ(slider().step, 1) << "no such moment";
  figure->press("learning:play");
  EXPECT_EQ(slider().step, 4) << "where it will end";
  const auto moves_at = [&](double seconds) {
    return figure->update({{}, seconds, false, false}, measured(*figure, 358));
  };
  EXPECT_TRUE(moves_at(10));
  EXPECT_TRUE(moves_at(10.4));
  EXPECT_FALSE(moves_at(100)) << "the end is still";
  figure->press("learning:play");
  EXPECT_FALSE(figure->update({{}, 200, false, true}, {})) << "no motion where it is not wanted";
}

TEST(StudyFigures, AblationShowsTheErrorsOfEverySeed) {
  EXPECT_TRUE(has(cells_of(*made("ablation")), "60, 58, 57 of 12\u202F000"));
}

TEST(Readout, StaysInsideItsBounds) {
  const Rect bounds{10, 20, 300, 200};
  for (const Rect anchor :
       {Rect{12, 30, 20, 20}, {280, 30, 20, 20}, {100, 200, 120, 18}, {10, 20, 300, 60}}) {
    const Rect card = readout_place(bounds, anchor, {150, 60});
    EXPECT_GE(card.x, bounds.x);
    EXPECT_LE(card.x + card.w, bounds.x + bounds.w);
    EXPECT_GE(card.y, bounds.y);
    EXPECT_LE(card.y + card.h, bounds.y + bounds.h);
    EXPECT_FALSE(card.meets(anchor)) << anchor.x;
  }
}

}  // namespace
}  // namespace second_opinion
