// Small JSON texts for the host, written in order: commas and quotes are kept
// right, nesting is the caller's. Reads nothing.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace second_opinion {

class JsonWriter {
 public:
  JsonWriter& open_object() { return open('{'); }
  JsonWriter& close_object() { return close('}'); }
  JsonWriter& open_array() { return open('['); }
  JsonWriter& close_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);  // escaped; what is no UTF-8 becomes U+FFFD
  JsonWriter& value(const char* text) { return value(std::string_view{text}); }
  JsonWriter& value(double number);  // six significant digits
  JsonWriter& value(float number) { return value(static_cast<double>(number)); }
  JsonWriter& value(int number);
  JsonWriter& value(bool flag);
  JsonWriter& null();
  JsonWriter& values(std::span<const float> numbers);
  template <typename Value>
  JsonWriter& member(std::string_view name, const Value& content) {
    return key(name).value(content);
  }

  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string text_;
  bool first_ = true;  // nothing stands yet in the innermost bracket, or after a key
};

}  // namespace second_opinion
