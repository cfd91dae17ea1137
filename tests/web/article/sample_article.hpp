// An article for tests: every construct once, and figures that are plain boxes.
#pragma once

#include <string>

#include "web/article/article.hpp"

namespace second_opinion {

inline constexpr const char* kSampleArticle = R"(# Two readers, *one* hand

The deck says what it is about, in a sentence or two, and is long enough to need more lines than one
on a telephone.

*60 000 images · all in your browser*

## First section {#first}

A paragraph with **bold**, *italic*, `native_trainer/recipes/cnn.json`, x<sup>2</sup>,
a<sub>i</sub>, a [link to the results](#results) and <cnn>a network</cnn>. It goes on for a while so
that it must be broken into several lines at every width that a page may have; otherwise nothing
would be proved about lines at all.

![**The finding.** A caption under a wide figure.](figure:wide?network=cnn
"What the figure shows, in words")

### Part of it

- one
    - nested
- two, which is long enough to run over the end of a line on a telephone held upright
1. first
2. second

> Quoted words.

```
trainer train a.json --seed 1
  indented
```

## Results

| Network | Errors | Test |
|:--|--:|--:|
| Linear | 757 | 92.43 % |
| Transformer | 8 | 99.92 % |

![](panel:try)

---

The end & more < 3.
)";

class BoxFigure : public Figure {
 public:
  explicit BoxFigure(FigureWidth width) : width_(width) {}
  FigureWidth width_class() const override { return width_; }
  float measure(const Fonts&, float width) override { return taller ? width : width / 2; }
  bool update(const FrameInput&, const Rect&) override { return ++updated == 1; }
  void draw(const PageCanvas& canvas, const Rect& place) const override {
    canvas.list->AddRectFilled(ImVec2(place.x, place.y),
                               ImVec2(place.x + place.w, place.y + place.h), canvas.theme->panel);
  }
  std::string html() const override { return "<table><tr><td>" + id + "</td></tr></table>"; }
  std::vector<Control> controls(const Rect& place) const override {
    return {{id + "-more", ButtonControl{}, "More", place}};
  }
  PressResult press(std::string_view) override { return {.resized = taller = true}; }

  bool taller = false;
  int updated = 0;

 private:
  FigureWidth width_;
};

inline Result<std::unique_ptr<Figure>, std::string> make_box(const FigureReference& reference) {
  if (reference.name == "unknown") return Failure{std::string("there is no such figure")};
  std::unique_ptr<Figure> figure = std::make_unique<BoxFigure>(
      reference.name == "wide" ? FigureWidth::kWide : FigureWidth::kColumn);
  figure->id = reference.name;
  return figure;
}

inline Article sample_article() {
  return std::move(Article::load(kSampleArticle, make_box).value());
}

}  // namespace second_opinion
