// Opening, events and the frame of page.hpp.
#include "web/page/page.hpp"

#include <utility>

#include "imgui.h"
#include "web/app/status.hpp"
#include "web/figures/figure_list.hpp"
#include "web/host/layout_json.hpp"

namespace second_opinion {

Result<std::unique_ptr<Page>, std::string> Page::open(const Assets& assets, bool with_canvas,
                                                      bool has_host) {
  auto contents = read_contents(assets);
  if (!contents) return Failure{contents.error()};
  std::unique_ptr<Page> page(new Page(std::move(contents).value()));
  page->has_host_ = has_host;
  page->shows_canvas_ = with_canvas;
  if (auto error = page->open_article(assets)) return Failure{std::move(*error)};
  if (with_canvas) {
    if (auto error = page->open_fonts(assets)) return Failure{std::move(*error)};
  }
  return page;
}

std::optional<std::string> Page::open_article(const Assets& assets) {
  auto offers = live_offers(contents_.report, contents_.digits);
  if (!offers.empty())
    live_ = std::make_unique<LiveDigit>(app_.cnn, app_.transformer, std::move(offers));
  const auto figure =
      [this](const FigureReference& reference) -> Result<std::unique_ptr<Figure>, std::string> {
    if (reference.kind == "panel" && reference.name == "try") {
      auto panel = std::make_unique<TryPanel>(
          app_, sample_digits(contents_.report, contents_.digits), live_.get(), &photo_);
      try_panel_ = panel.get();
      return std::unique_ptr<Figure>(std::move(panel));
    }
    const FigureSources sources{&contents_.report, &contents_.digits, &contents_.templates,
                                live_.get(),       &contents_.stress, &contents_.learning,
                                &pictures_};
    return make_figure(sources, reference.name, reference.options);
  };
  auto article = Article::load(assets.text(kArticleAsset), figure);
  if (!article) return std::string(kArticleAsset) + ": " + article.error();
  if (!try_panel_)
    return "article.md has no place for trying a digit: a paragraph with panel:try is needed";
  article_ = std::move(article).value();
  return std::nullopt;
}

std::optional<std::string> Page::open_fonts(const Assets& assets) {
  auto fonts =
      Fonts::load(*ImGui::GetIO().Fonts, [&](std::string_view name) { return assets.find(name); });
  if (!fonts) return fonts.error();
  fonts_ = std::move(fonts).value();
  return std::nullopt;
}

void Page::resize(float width, float height, float pixel_ratio) {
  width_ = width;
  height_ = height;
  pixel_ratio_ = pixel_ratio;
  wake();
}

void Page::point(PointerEvent event, float x, float y) {
  pointer_ = event == PointerEvent::kLeave ? ImVec2{-1e6f, -1e6f} : ImVec2{x, y};
  pressed_ |= event == PointerEvent::kDown;
  wake();
}

void Page::scroll(float y) {
  scroll_y_ = y;
  wake();
}

void Page::prefer(const Preferences& preferences) {
  preferences_ = preferences;
  theme_ = preferences.colors ? system_theme(*preferences.colors) : theme_for(preferences.dark);
  changed();
}

void Page::show_canvas(bool shown) {
  shows_canvas_ = shown && fonts_.has_value();
  changed();
}

// The theme's name and the heights of panels depend on the state.
void Page::changed() {
  article_.invalidate();
  status_changed_ = true;
  wake();
}

void Page::press(std::string_view control_id) {
  wake();
  // Without a canvas nothing is laid out, and the article finds no place to press.
  PressResult result = try_panel_->press(control_id);
  if (!result.handled) result = article_.press(control_id);
  if (!result.handled) return;
  if (const auto wish = try_panel_->take_wish()) return hand_over(*wish);
  if (auto action = try_panel_->take_action()) return perform(*action);
  if (result.to_try) return perform(TryDigit{*result.to_try});
  article_.invalidate();
}

void Page::perform(const Action& action) {
  const bool was_drawing = app_.drawing.has_value();
  std::vector<Stroke> ink;  // which a result takes away
  if (std::holds_alternative<FinishDrawing>(action) && was_drawing)
    ink.assign(app_.drawing->ink().begin(), app_.drawing->ink().end());
  second_opinion::update(app_, action);
  if (was_drawing && app_.drawing) {  // then nothing has changed its place
    status_changed_ = true;
    return wake();
  }
  if (std::holds_alternative<SortRows>(action) || std::holds_alternative<TurnPage>(action))
    return changed();  // what was pressed stays where it is
  if (std::holds_alternative<OpenRow>(action)) before_row_ = scroll_y_;
  show_news();
  if (!ink.empty() && app_.reading && live_) live_->show_drawing(ink);
  // Back to the row that was opened.
  if (std::holds_alternative<CloseRow>(action) && before_row_)
    scroll_request_ = ScrollRequest{*std::exchange(before_row_, std::nullopt), "#try"};
}

// There is something new in "Try a digit".
void Page::show_news() {
  if (app_.reading && live_) live_->show_visitors(app_.reading->digit);
  changed();
  // Whatever was pressed or dropped wherever: its answer must be seen.
  for (const Anchor& anchor : article_.anchors()) {
    if (anchor.id == try_panel_->id &&
        (anchor.y > scroll_y_ + height_ / 2 || anchor.y + height_ / 4 < scroll_y_)) {
      scroll_request_ = ScrollRequest{anchor.y, "#" + anchor.id};
    }
  }
}

void Page::layout() {
  if (!article_.layout(*fonts_, width_)) return;
  masthead_ = layout_masthead(*fonts_, width_, preferences_.dark, has_host_);
  layout_changed_ = true;
}

PageView Page::view() const {
  return {.view = {0, 0, width_, height_}, .pointer = pointer_, .pixel_ratio = pixel_ratio_};
}

void Page::read_pad() {
  if (!update_opinions(app_)) return;
  status_changed_ = true;
  wake();
}

void Page::update(double seconds) {
  read_pad();
  layout();
  const FrameInput input{view(), seconds, std::exchange(pressed_, false),
                         preferences_.reduced_motion};
  scheduler_.drawn(article_.update(input, scroll_y_));
}

PageCanvas Page::canvas(ImDrawList* list) const {
  return {view(), list, &*fonts_, &theme_, nullptr};
}

void Page::draw(ImDrawList& list) const {
  const PageCanvas canvas = this->canvas(&list);
  article_.draw(canvas, scroll_y_);
  draw_masthead(canvas, masthead_, scroll_y_);
}

std::string Page::reader_html(bool prepared) {
  if (prepared) article_.prepare_html();
  return article_.reader_html();
}

std::string Page::text_layer(int block) const {
  return fonts_ ? article_.text_layer(block, canvas(nullptr)) : "null";
}

void Page::replace_text(int block, bool replaced) {
  article_.replace_text(block, replaced);
  wake();
}

std::vector<Control> Page::controls() const {
  std::vector<Control> controls = masthead_.controls;
  std::vector<Control> more = article_.controls();
  controls.insert(controls.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  return controls;
}

std::string Page::status_text() const {
  return status_json(app_, {.frames = scheduler_.frames(),
                            .dark = preferences_.dark,
                            .view = shows_canvas_ ? View::kCanvas : View::kReader});
}

std::string Page::ink_text() const {
  return app_.drawing ? ink_json(*app_.drawing) : "null";
}

std::string Page::layout_text() const {
  return layout_json(article_.height(), controls(), article_.anchors(), article_.block_tops());
}

}  // namespace second_opinion
