// Whether a text is XML, as far as our drawings go.
#pragma once

#include <cctype>
#include <string>
#include <vector>

namespace second_opinion::testing {

// Empty when tags nest and close, attributes are quoted, no < or & stands bare and there is one
// root; else what is wrong. Not all of XML, but all that we write.
inline std::string xml_fault(const std::string& text) {
  std::vector<std::string> open;
  int roots = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      const auto end = text.find(';', at);
      const std::string name = text.substr(at, end == std::string::npos ? 1 : end - at + 1);
      if (name != "&lt;" && name != "&gt;" && name != "&amp;" && name != "&quot;")
        return "bare & at " + std::to_string(at);
    }
    if (text[at] != '<') {
      if (open.empty() && std::isspace(static_cast<unsigned char>(text[at])) == 0)
        return "text outside of the root";
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    for (bool quoted = false; end < text.size() && (quoted || text[end] != '>'); ++end) {
      if (text[end] == '"') quoted = !quoted;
      if (text[end] == '<') return "< inside of a tag at " + std::to_string(end);
    }
    if (end >= text.size()) return "a tag without end";
    const std::string tag = text.substr(at + 1, end - at - 1);
    const std::string name =
        tag.substr(tag[0] == '/' ? 1 : 0, tag.find_first_of(" /\n", 1) - (tag[0] == '/' ? 1 : 0));
    if (tag[0] == '/') {
      if (open.empty() || open.back() != tag.substr(1))
        return "</" + tag.substr(1) + "> closes nothing";
      open.pop_back();
    } else if (tag.back() != '/') {
      if (open.empty()) ++roots;
      open.push_back(name);
    }
    at = end + 1;
  }
  if (!open.empty()) return "<" + open.back() + "> is never closed";
  return roots == 1 ? "" : "not one root";
}

}  // namespace second_opinion::testing
