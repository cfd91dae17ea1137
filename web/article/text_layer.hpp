// The words of one block of the laid-out article, each at its place, as JSON for the host, which
// lays them over the drawn ones, transparent: so they can be found, selected, copied and translated
// (shell/page/text_layer.js). Reads the layout; sets nothing anew.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "web/article/document/document.hpp"
#include "web/article/layout/page_layout.hpp"

namespace second_opinion {

// block: an index into PageLayout::blocks. labels: what its figure draws, with baselines that count
// from the figure's top; none without a figure. Everything lies in CSS px, x from the page's left
// edge and baselines from the block's top. Members that say nothing are left out.
//
// {"kind": "title|deck|facts|heading|paragraph|code|table|rule|figure|panel",
//  "level": of a heading, "depth": in lists, "ordered": the list counts, "figure": its id,
//  "alternative": the figure in words, "parts": [part…],
//  "notes": in the margin, [{"x", "y", "width", "height", "parts"}…]}
// part:  {"kind": "text|marker|code|head|cell|caption|note|label", "row": of a cell, "x", "width",
//         "baseline", "leading", "face": as in the manifest's fonts, "size", "tracking",
//         "tabular", "colour": of a label, "hanging": [piece…], "lines": [[piece…]…]}
// piece: {"text", "x", "width", "face", "size": unless the part's, "rise", "role", "href",
//         "space": one follows that is not in the text}
std::string text_layer_json(const Document& document, const PageLayout& page, std::size_t block,
                            std::span<const DrawnText> labels);

}  // namespace second_opinion
