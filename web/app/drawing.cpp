// The pad's history and its pens.
#include "web/app/drawing.hpp"

#include <algorithm>
#include <utility>

#include "web/app/reading.hpp"

namespace second_opinion {
namespace {

// Pens report several hundred points a second, also while they rest. Nearer ones than this share
// of the pad's side, a third of a pixel of the digit, would only cost time.
constexpr float kLeastStep = 0.004f;
// Clearings are forgotten from the far end once there are so many steps; nobody undoes that far.
constexpr std::size_t kMostSteps = 100;

bool is_apart(const InkPoint& a, const InkPoint& b) {
  const float dx = a.x - b.x, dy = a.y - b.y;
  return dx * dx + dy * dy >= kLeastStep * kLeastStep;
}

bool is_on_pad(const InkPoint& point) {
  return point.x >= 0 && point.x <= 1 && point.y >= 0 && point.y <= 1;
}

}  // namespace

void Drawing::add_step(Stroke stroke) {
  history_.resize(steps_);
  history_.push_back(std::move(stroke));
  ++steps_;
  changed();
}

void Drawing::begin_stroke(const InkPoint& point) {
  end_stroke();
  cross_hair_.reset();
  if (!is_on_pad(point)) return;
  add_step({{point}});
  pen_is_down_ = true;
}

void Drawing::extend_stroke(const InkPoint& point) {
  if (!pen_is_down_) return;
  predicted_.clear();
  std::vector<InkPoint>& points = history_.back().points;
  if (!is_on_pad(point) || !is_apart(points.back(), point)) return;
  points.push_back(point);
  changed();
}

void Drawing::predict(const InkPoint& point) {
  if (pen_is_down_ && is_on_pad(point)) predicted_.push_back(point);
}

void Drawing::end_stroke() {
  predicted_.clear();
  pen_is_down_ = false;
  if (cross_hair_) cross_hair_->lowered = false;
}

void Drawing::undo() {
  end_stroke();
  if (!can_undo()) return;
  --steps_;
  changed();
}

void Drawing::redo() {
  end_stroke();
  if (!can_redo()) return;
  ++steps_;
  changed();
}

void Drawing::clear() {
  end_stroke();
  if (ink().empty()) return;
  add_step({});
  if (steps_ <= kMostSteps) return;
  const auto is_clearing = [](const Stroke& stroke) { return stroke.points.empty(); };
  const auto first = std::find_if(history_.begin(), history_.end(), is_clearing);
  steps_ -= static_cast<std::size_t>(first + 1 - history_.begin());
  history_.erase(history_.begin(), first + 1);
}

void Drawing::move_cross_hair(float dx, float dy) {
  if (!cross_hair_) {
    end_stroke();
    cross_hair_ = CrossHair{};
    return;  // the first key shows where it is
  }
  CrossHair& pen = *cross_hair_;
  pen.x = std::clamp(pen.x + dx, 0.0f, 1.0f);
  pen.y = std::clamp(pen.y + dy, 0.0f, 1.0f);
  if (pen.lowered) extend_stroke({pen.x, pen.y, 0.5f});
}

void Drawing::lower_or_lift() {
  const CrossHair pen = cross_hair_.value_or(CrossHair{});
  if (pen.lowered)
    end_stroke();
  else
    begin_stroke({pen.x, pen.y, 0.5f});
  cross_hair_ = CrossHair{pen.x, pen.y, !pen.lowered};
}

std::span<const Stroke> Drawing::ink() const {
  std::size_t first = steps_;
  while (first > 0 && !history_[first - 1].points.empty()) --first;
  return std::span(history_).subspan(first, steps_ - first);
}

void Drawing::set_opinions(std::optional<DrawingOpinions> opinions) {
  opinions_ = std::move(opinions);
  has_news_ = false;
}

// Pressure gives or takes a fifth, as it does to what the networks see (core/preparation).
float ink_width(const InkPoint& point) {
  return kPadBrush * (0.8f + 0.4f * point.pressure);
}

std::string describe_drawing(const Drawing& drawing) {
  if (!drawing.opinions()) return "Draw one digit, large, anywhere on the pad.";
  return describe_opinions(drawing.opinions()->cnn.digit, drawing.opinions()->transformer.digit);
}

}  // namespace second_opinion
