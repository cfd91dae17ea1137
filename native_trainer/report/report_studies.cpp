// The files become one document of studies by name, which core/report then reads.
#include "native_trainer/report/report_studies.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/report/report_file.hpp"
#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

Result<Json, std::string> read_study_file(const std::filesystem::path& path) {
  const std::string name = path.stem().string();
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789_";
  if (name.find_first_not_of(kAllowed) != std::string::npos)
    return Failure{path.string() +
                   ": a study's name has lower-case letters, digits and _ only, so that the "
                   "article can quote it"};
  const auto bytes = read_file(path, kMaxStudyBytes);
  if (!bytes)
    return Failure{bytes.error() + " (a study may have " + std::to_string(kMaxStudyBytes) +
                   " bytes)"};
  Json study = Json::parse(bytes.value().begin(), bytes.value().end(), nullptr, false);
  if (!study.is_object())
    return Failure{path.string() + ": is no JSON object; make it anew with its command"};
  const auto schema = study.find("schema");
  if (schema == study.end() || !schema->is_number_integer() || *schema != kStudySchema)
    return Failure{path.string() + ": must say \"schema\": " + std::to_string(kStudySchema) +
                   "; make it anew with its command"};
  return study;
}

}  // namespace

Result<ReportStudies, std::string> read_studies(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (auto entry = std::filesystem::directory_iterator(folder, error);
       !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
    if (entry->path().extension() == ".json") paths.push_back(entry->path());
  if (error)
    return Failure{folder.string() + ": cannot be read (" + error.message() +
                   "); name the folder of studies"};
  std::sort(paths.begin(), paths.end());
  Json studies = Json::object();
  for (const auto& path : paths) {
    auto study = read_study_file(path);
    if (!study) return Failure{study.error()};
    studies[path.stem().string()] = std::move(study).value();
  }
  const std::string text = studies.dump();
  auto read =
      read_study<ReportStudies>({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
  if (!read) return Failure{folder.string() + ": " + read.error() + "; make that study anew"};
  return read;
}

}  // namespace second_opinion
