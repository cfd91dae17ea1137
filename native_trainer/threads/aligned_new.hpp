// The program's operator new (aligned_new.cpp) counts its calls, so that tests can
// hold training to its word that it allocates only at the beginning.
#pragma once

#include <cstdint>

namespace second_opinion {

// Calls so far, by all threads; always 0 where a sanitizer brings its own operator new.
std::uint64_t allocation_count();

}  // namespace second_opinion
