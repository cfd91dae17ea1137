// The files of the page by name, as the host handed them over. Keeps bytes,
// understands none of them.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace second_opinion {

class Assets {
 public:
  void add(std::string name, std::vector<unsigned char> bytes) {
    files_[std::move(name)] = std::move(bytes);
  }
  bool has(std::string_view name) const { return files_.find(name) != files_.end(); }
  // Empty when there is no such file. Valid until the same name is added again or dropped.
  std::span<const unsigned char> find(std::string_view name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? std::span<const unsigned char>{}
                                 : std::span<const unsigned char>{found->second};
  }
  std::string_view text(std::string_view name) const {
    const auto bytes = find(name);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  // Gives the memory back once nobody needs the bytes any more.
  void drop(std::string_view name) {
    if (const auto found = files_.find(name); found != files_.end()) files_.erase(found);
  }

 private:
  std::map<std::string, std::vector<unsigned char>, std::less<>> files_;
};

}  // namespace second_opinion
