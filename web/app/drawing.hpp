// What the visitor draws on the pad: the strokes, what can be undone, and what both networks say
// of it while the pen still moves. Draws nothing, classifies nothing by itself.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/classifier/classifier.hpp"
#include "core/preparation/strokes.hpp"

namespace second_opinion {

// What the networks were given of a drawing, and what they say of it.
struct DrawingOpinions {
  PreparedDigit prepared;
  Classification cnn;
  Classification transformer;
};

class Drawing {
 public:
  // A stroke that was not begun is not extended, and one that was not ended ends with the next.
  void begin_stroke(const InkPoint& point);
  void extend_stroke(const InkPoint& point);
  void end_stroke();
  // Where the pen will be a moment from now: shown until it gets somewhere, and never kept.
  void predict(const InkPoint& point);

  void undo();  // the last stroke, or the last clearing
  void redo();
  void clear();
  bool can_undo() const { return steps_ > 0; }
  bool can_redo() const { return steps_ < history_.size(); }

  // The cross-hair is the pen of those who draw with keys: it moves by shares of the pad's side,
  // and leaves ink while it is lowered.
  void move_cross_hair(float dx, float dy);
  void lower_or_lift();
  struct CrossHair {
    float x = 0.5f, y = 0.5f;
    bool lowered = false;
  };
  // None until a key has moved it, and none while another pen draws.
  const std::optional<CrossHair>& cross_hair() const { return cross_hair_; }

  std::span<const Stroke> ink() const;
  std::span<const InkPoint> predicted() const { return predicted_; }
  bool pen_is_down() const { return pen_is_down_; }

  // The latest opinions; none without ink. They may be those on a little less ink than there is.
  const std::optional<DrawingOpinions>& opinions() const { return opinions_; }
  bool has_news() const { return has_news_; }  // since the opinions were asked for
  void set_opinions(std::optional<DrawingOpinions> opinions);

 private:
  void changed() { has_news_ = true; }
  void add_step(Stroke stroke);

  // One stroke for each step, and an empty one where the pad was cleared. Only the first steps_ of
  // them stand; the others have been undone.
  std::vector<Stroke> history_;
  std::size_t steps_ = 0;
  bool pen_is_down_ = false;
  std::vector<InkPoint> predicted_;
  std::optional<CrossHair> cross_hair_;
  std::optional<DrawingOpinions> opinions_;
  bool has_news_ = false;
};

// How wide the ink is there, as a share of the pad's side.
float ink_width(const InkPoint& point);

// One sentence for the visitor: what the networks read, or what to do first.
std::string describe_drawing(const Drawing& drawing);

}  // namespace second_opinion
