// Both networks' occlusion maps of one digit, worked out a little in every frame: they take some
// hundred forward passes each, which is too much for one. Draws nothing.
#pragma once

#include "core/explain/occlusion.hpp"
#include "core/report/report.hpp"

namespace second_opinion {

// How long a study may work in a frame that comes so many seconds after the last one: 10 ms,
// because more would be felt while scrolling. Where frames are slow anyway it may take up to 40 ms,
// or it would never end.
double study_milliseconds(double seconds_since_last_frame);

class OcclusionStudy {
 public:
  // The classifiers outlive the study. pitch: as of OcclusionScan.
  OcclusionStudy(const Classifier& cnn, const Classifier& transformer, const DigitImage& image,
                 int pitch = 1)
      : image_(image), cnn_(cnn, image, pitch), transformer_(transformer, image, pitch) {}

  const DigitImage& image() const { return image_; }
  const OcclusionMap& map(NetworkId id) const {
    return id == NetworkId::kCnn ? cnn_.map() : transformer_.map();
  }
  bool done() const { return cnn_.done() && transformer_.done(); }
  float progress() const { return (cnn_.progress() + transformer_.progress()) / 2; }

  // Goes on for about so long, at least by one step of each network.
  void work(double milliseconds);
  void finish();

 private:
  void step();

  DigitImage image_;
  OcclusionScan cnn_;
  OcclusionScan transformer_;
};

}  // namespace second_opinion
