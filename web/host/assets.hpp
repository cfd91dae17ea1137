// The files of the page: the list of all that are sealed, and their bytes by name, as the host
// hands them over. Understands none of them.
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace second_opinion {

// Where a build finds a file.
enum class AssetOrigin : unsigned char {
  kWeights,  // weights/, or what SO_WEIGHTS_DIR names instead
  kStudies,  // weights/studies/
  kTexts,    // article and report, as page_texts made them of their sources
  kBuild,    // made by the build: fonts, licences
};

enum class AssetUse : unsigned char {
  kOpening,  // read when the page opens, and forgotten then
  kRunning,  // needed as long as the page is open: ImGui rasterises from the fonts' own bytes
  kRecord,   // for whoever unpacks the seal; the page reads it nowhere
};

struct AssetEntry {
  std::string_view name;
  AssetOrigin origin = AssetOrigin::kBuild;
  AssetUse use = AssetUse::kOpening;
  bool optional = false;  // the page does without it
};

inline constexpr std::string_view kArticleAsset = "article.md";
inline constexpr std::string_view kReportAsset = "report.json";
inline constexpr std::string_view kCnnAsset = "cnn.weights";
inline constexpr std::string_view kTransformerAsset = "transformer.weights";

// Everything that is sealed besides the program and its host. The pictures are named once more in
// the report; one that the report names and this list does not is reported missing when the page
// opens.
inline constexpr std::array kAssetList{
    AssetEntry{kArticleAsset, AssetOrigin::kTexts},
    AssetEntry{kReportAsset, AssetOrigin::kTexts},
    AssetEntry{kCnnAsset, AssetOrigin::kWeights},
    AssetEntry{kTransformerAsset, AssetOrigin::kWeights},
    AssetEntry{"digits.png", AssetOrigin::kWeights},
    AssetEntry{"templates.png", AssetOrigin::kWeights},
    AssetEntry{"stress.png", AssetOrigin::kStudies, AssetUse::kOpening, true},
    AssetEntry{"linear_learning.png", AssetOrigin::kStudies, AssetUse::kOpening, true},
    AssetEntry{"fonts/metrics.bin", AssetOrigin::kBuild, AssetUse::kRunning},
    AssetEntry{"fonts/text.ttf", AssetOrigin::kBuild, AssetUse::kRunning},
    AssetEntry{"fonts/text-italic.ttf", AssetOrigin::kBuild, AssetUse::kRunning},
    AssetEntry{"fonts/text-bold.ttf", AssetOrigin::kBuild, AssetUse::kRunning},
    AssetEntry{"fonts/sans.ttf", AssetOrigin::kBuild, AssetUse::kRunning},
    AssetEntry{"fonts/sans-bold.ttf", AssetOrigin::kBuild, AssetUse::kRunning},
    AssetEntry{"fonts/mono.ttf", AssetOrigin::kBuild, AssetUse::kRunning},
    AssetEntry{"fonts/display.ttf", AssetOrigin::kBuild, AssetUse::kRunning},
    AssetEntry{"notices.txt", AssetOrigin::kBuild, AssetUse::kRecord},
};

// A typeface that the canvas brings along, under the name by which the style sheets know it.
struct FontEntry {
  std::string_view asset;
  std::string_view family;
  std::string_view style = "normal";
  std::string_view weight = "400";
};

inline constexpr std::array kFontList{
    FontEntry{"fonts/text.ttf", "SO Serif"},
    FontEntry{"fonts/text-italic.ttf", "SO Serif", "italic"},
    FontEntry{"fonts/text-bold.ttf", "SO Serif", "normal", "600 700"},
    FontEntry{"fonts/sans.ttf", "SO Sans"},
    FontEntry{"fonts/sans-bold.ttf", "SO Sans", "normal", "600 700"},
    FontEntry{"fonts/mono.ttf", "SO Mono"},
    FontEntry{"fonts/display.ttf", "SO Display", "normal", "600"},
};

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
  // Gives back the memory of what only opening the page needed.
  void drop_read() {
    for (const AssetEntry& entry : kAssetList) {
      const auto found = files_.find(entry.name);
      if (entry.use == AssetUse::kOpening && found != files_.end()) files_.erase(found);
    }
  }

 private:
  std::map<std::string, std::vector<unsigned char>, std::less<>> files_;
};

}  // namespace second_opinion
