// Writes every list of the room; the kinds of a function's parameters are read off its type.
#include "web/host/manifest.hpp"

#include <array>
#include <string_view>
#include <type_traits>

#include "web/host/assets.hpp"
#include "web/host/control.hpp"
#include "web/host/functions.hpp"
#include "web/host/json_writer.hpp"
#include "web/host/view.hpp"

namespace second_opinion {
namespace {

constexpr std::array kNamedControls{
    kReaderViewControl,    kThemeControl,     kSignOutControl,  kUploadControl,   kDrawControl,
    kPictureUploadControl, kStartOverControl, kCopyLinkControl, kPadControl,      kPadUndoControl,
    kPadRedoControl,       kPadClearControl,  kPadPenControl,   kPadFinishControl};

// The kind of a parameter or answer; "" for the count after bytes, which is a part of them.
template <typename T>
constexpr std::string_view kind_of() {
  if constexpr (std::is_void_v<T>) {
    return "nothing";
  } else if constexpr (std::is_same_v<T, const char*>) {
    return "text";
  } else if constexpr (std::is_same_v<T, const std::uint8_t*>) {
    return "bytes";
  } else if constexpr (std::is_same_v<T, std::size_t>) {
    return "";
  } else if constexpr (std::is_same_v<T, bool>) {
    return "flag";
  } else {
    static_assert(std::is_same_v<T, int> || std::is_floating_point_v<T>,
                  "the host has no way to hand this over");
    return "number";
  }
}

// "reader_html" and "reader-view" → "readerHtml" and "readerView", as JavaScript writes names.
std::string camel_case(std::string_view name) {
  std::string result;
  bool raise = false;
  for (const char c : name) {
    const bool joins = c == '_' || c == '-';
    if (!joins) result += raise ? static_cast<char>(c - 'a' + 'A') : c;
    raise = joins;
  }
  return result;
}

template <typename Answer, typename... Taken>
void write_function(JsonWriter& json, std::string_view name, Answer (*)(Taken...)) {
  json.open_object().member("name", camel_case(name));
  json.member("symbol", "_so_" + std::string(name)).key("takes").open_array();
  const std::array<std::string_view, sizeof...(Taken)> kinds{kind_of<Taken>()...};
  for (const std::string_view kind : kinds) {
    if (!kind.empty()) json.value(kind);
  }
  json.close_array().member("answers", kind_of<Answer>()).close_object();
}

void write_functions(JsonWriter& json) {
  json.key("functions").open_array();
  // Only the types are looked at: no function is called, and none needs to be linked.
#define SO_WRITE(answer, name, parameters) \
  write_function(json, #name, static_cast<decltype(&so_##name)>(nullptr));
  SO_PAGE_FUNCTIONS(SO_WRITE)
#undef SO_WRITE
  json.close_array();
}

std::string_view name_of(AssetOrigin origin) {
  switch (origin) {
    case AssetOrigin::kWeights:
      return "weights";
    case AssetOrigin::kStudies:
      return "studies";
    case AssetOrigin::kTexts:
      return "texts";
    case AssetOrigin::kBuild:
      return "build";
  }
  return "";
}

std::string_view name_of(AssetUse use) {
  switch (use) {
    case AssetUse::kOpening:
      return "opening";
    case AssetUse::kRunning:
      return "running";
    case AssetUse::kRecord:
      return "record";
  }
  return "";
}

void write_files(JsonWriter& json) {
  json.key("assets").open_array();
  for (const AssetEntry& entry : kAssetList) {
    json.open_object().member("name", entry.name).member("origin", name_of(entry.origin));
    json.member("use", name_of(entry.use)).member("optional", entry.optional).close_object();
  }
  json.close_array().key("fonts").open_array();
  for (const FontEntry& font : kFontList) {
    json.open_object().member("asset", font.asset).member("family", font.family);
    json.member("style", font.style).member("weight", font.weight).close_object();
  }
  json.close_array();
}

}  // namespace

std::string manifest_json() {
  JsonWriter json;
  json.open_object();
  write_functions(json);
  json.key("frame").open_object();
  json.member("wantsFrame", kWantsFrame).member("statusChanged", kStatusChanged);
  json.member("layoutChanged", kLayoutChanged).member("requestWaits", kRequestWaits);
  json.close_object();
  write_files(json);
  json.key("controls").open_object();
  for (const std::string_view id : kNamedControls) json.member(camel_case(id), id);
  json.close_object().key("views").open_array();
  json.value(name_of(View::kCanvas)).value(name_of(View::kReader));
  json.close_array().close_object();
  return json.take();
}

}  // namespace second_opinion
