// Decides whether the next frame is drawn. A few frames after every change and
// as long as something moves; none on a still page. Knows no clock of its own.
#pragma once

namespace second_opinion {

class FrameScheduler {
 public:
  // After input, a resize, a new state: one frame shows it, the others let
  // hover states and freshly rasterised glyphs settle.
  void wake() { frames_left_ = kSettlingFrames; }
  bool wants_frame() const { return frames_left_ > 0; }
  // A frame was drawn; `moving` says that an animation is still under way.
  void drawn(bool moving) {
    ++frames_;
    if (frames_left_ > 0) --frames_left_;
    if (moving && frames_left_ < 1) frames_left_ = 1;
  }
  int frames() const { return frames_; }

 private:
  static constexpr int kSettlingFrames = 3;
  int frames_left_ = kSettlingFrames;
  int frames_ = 0;
};

}  // namespace second_opinion
