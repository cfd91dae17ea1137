// A curve through the points, in pieces of even width.
#include "web/figures/kit/ink_strokes.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "web/app/drawing.hpp"

namespace second_opinion {
namespace {

constexpr float kCurveStep = 4;     // CSS px between the points of a curve
constexpr float kSharpBend = 0.9f;  // cosine of some 25 degrees
constexpr float kEvenWidth = 0.03f;

// Lays a line through the points of a stroke, as a smooth curve. It is drawn in pieces of even
// width without a sharp bend, with a disc wherever two of them meet.
class InkBrush {
 public:
  InkBrush(const PageCanvas& canvas, const Rect& place)
      : canvas_(canvas), place_(place), color_(canvas.theme->digit_ink) {}

  void draw(std::span<const InkPoint> points) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      const InkPoint& before = points[i > 1 ? i - 2 : 0];
      const InkPoint& after = points[std::min(i + 1, points.size() - 1)];
      if (i == 0)
        start(on_canvas(points[0]), width_of(points[0]));
      else
        curve(before, points[i - 1], points[i], after);
    }
    finish();
  }

 private:
  ImVec2 on_canvas(const InkPoint& point) const {
    return {place_.x + point.x * place_.w, place_.y + point.y * place_.h};
  }
  float width_of(const InkPoint& point) const { return ink_width(point) * place_.w; }

  void start(ImVec2 at, float width) {
    canvas_.list->AddCircleFilled(at, width / 2, color_);
    piece_.assign(1, at);
    width_ = width;
  }
  void finish() {
    if (piece_.size() < 2) return;
    canvas_.list->AddPolyline(piece_.data(), static_cast<int>(piece_.size()), color_, 0, width_);
    canvas_.list->AddCircleFilled(piece_.back(), width_ / 2, color_);
  }
  void go_on(ImVec2 to, float width) {
    const ImVec2 from = piece_.back();
    const ImVec2 step{to.x - from.x, to.y - from.y};
    const float length = std::hypot(step.x, step.y);
    if (length < 0.25f) return;
    const ImVec2 way{step.x / length, step.y / length};
    const bool bends = piece_.size() > 1 && way.x * way_.x + way.y * way_.y < kSharpBend;
    if (bends || std::abs(width - width_) > kEvenWidth * width_) {
      finish();
      start(from, width);
    }
    piece_.push_back(to);
    way_ = way;
  }
  // From the second point to the third, as the curve of Catmull and Rom goes (1974).
  void curve(const InkPoint& a, const InkPoint& b, const InkPoint& c, const InkPoint& d) {
    const ImVec2 p0 = on_canvas(a), p1 = on_canvas(b), p2 = on_canvas(c), p3 = on_canvas(d);
    const float length = std::hypot(p2.x - p1.x, p2.y - p1.y);
    const int steps = std::clamp(static_cast<int>(length / kCurveStep), 1, 12);
    for (int i = 1; i <= steps; ++i) {
      const float t = static_cast<float>(i) / static_cast<float>(steps);
      const auto at = [t](float v0, float v1, float v2, float v3) {
        return v1 +
               0.5f * t *
                   (v2 - v0 + t * (2 * v0 - 5 * v1 + 4 * v2 - v3 + t * (3 * (v1 - v2) + v3 - v0)));
      };
      go_on({at(p0.x, p1.x, p2.x, p3.x), at(p0.y, p1.y, p2.y, p3.y)},
            width_of(b) + t * (width_of(c) - width_of(b)));
    }
  }

  const PageCanvas& canvas_;
  Rect place_;
  Color color_;
  std::vector<ImVec2> piece_;
  float width_ = 0;
  ImVec2 way_{};  // the latest direction, of length 1
};

}  // namespace

void draw_stroke(const PageCanvas& canvas, const Rect& place, std::span<const InkPoint> points) {
  InkBrush(canvas, place).draw(points);
}

}  // namespace second_opinion
