// What the page's wasm and its host agree on, as one JSON text: the functions that are called, the
// files that are sealed, the typefaces, the ids of the controls that the host performs, the views.
// It is written once per build and sealed with the rest; the host knows none of it by heart.
#pragma once

#include <string>

namespace second_opinion {

// {"functions": [{"name", "symbol", "takes": [kind…], "answers": kind}…], with the kinds "text",
//                "bytes", "number", "flag" and "nothing",
//  "frame":     {name: bit…},
//  "assets":    [{"name", "origin", "use", "optional"}…],
//  "fonts":     [{"asset", "family", "style", "weight"}…],
//  "controls":  {name: id…},
//  "views":     [the drawn one, the one to read]}
std::string manifest_json();

}  // namespace second_opinion
