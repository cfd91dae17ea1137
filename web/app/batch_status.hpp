// A batch as JSON, for the DOM beside the canvas: what came of it, and all rows in the order in
// which they are shown.
#pragma once

#include "web/app/app.hpp"
#include "web/host/json_writer.hpp"

namespace second_opinion {

// {"done", "says", "details", "source", "picture", "open", "columns", "actions", "cnn",
//  "transformer", "rows"}, of which the last five come when it is done. `cnn` and `transformer`
// are the digits that each network reads, one after the other.
void write_batch(JsonWriter& json, const App& app);

}  // namespace second_opinion
