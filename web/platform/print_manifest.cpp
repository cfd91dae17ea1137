// Prints the manifest. The build runs it under Node before the page is linked and the payload is
// assembled, both of which go by what it says.
#include <cstdio>

#include "web/host/manifest.hpp"

int main() {
  std::puts(second_opinion::manifest_json().c_str());
}
