// What every picture passes before a network sees it: paper is estimated where it varies, dark ink
// is turned bright, ink too faint is raised, isolated specks are removed. MNIST's own pictures,
// whose paper is black, come out bit for bit as they went in; a scan's or a camera's come nearer to
// them. It finds no digit and moves nothing: that is core/image's later steps.
#pragma once

#include <array>
#include <span>

#include "core/image/digit_image.hpp"

namespace second_opinion {

// What was done to one picture; the defaults say: nothing.
struct FrontEndReport {
  float paper = 0;        // mean grey of the paper that was taken away, 0..1
  float unevenness = 0;   // brightest minus darkest paper, 0..1
  bool dark_ink = false;  // ink was darker than its paper and has been turned bright
  float gain = 1;         // what the ink was multiplied by after that
  int specks = 0;         // isolated pixels that were replaced by their surroundings

  bool changed() const { return paper > 0 || dark_ink || gain != 1 || specks > 0; }
  bool operator==(const FrontEndReport&) const = default;
};

// pixels: 0..1, row by row; changed in place, and still 0..1 afterwards with ink bright on black.
// The same picture gives the same bits in any caller. Takes some tens of microseconds where there
// is something to do, one or two where the paper is black.
FrontEndReport apply_front_end(std::span<float, kImagePixels> pixels);

// How bright the paper under each pixel is by the same estimate, 0..1; all 0 where the front end
// leaves the paper as it is.
std::array<float, kImagePixels> estimated_paper(std::span<const float, kImagePixels> pixels);

}  // namespace second_opinion
