// Notes in the manner of Markdown footnotes: `men.[^nist]` in the text, and on
// lines of their own `[^nist]: What the note says.`, up to an empty line. md4c
// knows neither; both become tags that it passes on to the DocumentBuilder.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace second_opinion {

// `<note-2>` where a note is called, numbered from 1 in the order of the calls; at
// the end one paragraph `<notetext-2>…` for each. Code stays as it is. The error
// names a note that is missing, never called, or there twice.
Result<std::string, std::string> mark_notes(std::string_view markdown);

}  // namespace second_opinion
