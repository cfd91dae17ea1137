// libcurl moves the bytes; a file gets its name only once its sum is right.
#include "native_trainer/download.hpp"

#include <curl/curl.h>

#include <array>
#include <cstdio>
#include <memory>

#include "native_trainer/checksum.hpp"

namespace second_opinion {
namespace {

constexpr curl_off_t kMaxBytes = curl_off_t{256} << 20;
constexpr long kConnectSeconds = 20;
constexpr long kStallSeconds = 30;

struct CloseCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

struct Transfer {
  Progress* progress;
  std::string name;
  curl_off_t start;
};

int show(void* data, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t) {
  const auto& transfer = *static_cast<Transfer*>(data);
  const double all = static_cast<double>(total + transfer.start), done = static_cast<double>(now + transfer.start);
  char text[160];
  std::snprintf(text, sizeof text, "%s  %.1f of %.1f MB", transfer.name.c_str(), done / 1e6, all / 1e6);
  if (total > 0) transfer.progress->draw(done / all, text);
  return 0;
}

std::uintmax_t size_of(const std::filesystem::path& path) {
  std::error_code code;
  const auto size = std::filesystem::file_size(path, code);
  return code ? 0 : size;
}

void configure(CURL* curl, const std::string& url, std::FILE* file, Transfer& transfer) {
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https,file");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 5L);
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kStallSeconds);
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, kMaxBytes);
  curl_easy_setopt(curl, CURLOPT_RESUME_FROM_LARGE, transfer.start);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, file);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, show);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
}

struct Outcome {
  std::optional<std::string> error;
  bool cannot_continue = false;  // the mirror does not know how, or has nothing after what is there
};

// Appends what is missing to `part`.
Outcome transfer_to(const std::filesystem::path& part, const std::string& url, const std::string& name, Progress& progress) {
  const std::unique_ptr<CURL, CloseCurl> curl(curl_easy_init());
  Transfer transfer{&progress, name, static_cast<curl_off_t>(size_of(part))};
  std::unique_ptr<std::FILE, CloseFile> file(std::fopen(part.c_str(), "ab"));
  if (!curl) return {"libcurl cannot be started"};
  if (!file) return {part.string() + ": cannot be written"};
  configure(curl.get(), url, file.get(), transfer);
  const CURLcode code = curl_easy_perform(curl.get());
  const bool written = std::fflush(file.get()) == 0;
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (code != CURLE_OK)
    return {url + ": " + curl_easy_strerror(code),
            code == CURLE_RANGE_ERROR || code == CURLE_BAD_DOWNLOAD_RESUME || status == 416};
  if (!written) return {part.string() + ": cannot be written; is the disk full?"};
  return {};
}

bool has_sum(const std::filesystem::path& path, const std::string& sha256) {
  const auto sum = sha256_of_contents(path);
  return sum.ok() && sum.value() == sha256;
}

// One mirror, beginning with what is there; from the start when that does not lead to the right sum.
std::optional<std::string> fetch_from(const RemoteFile& file, const std::filesystem::path& part, const std::string& mirror,
                                      Progress& progress) {
  const std::string url = mirror + (mirror.ends_with('/') ? "" : "/") + file.name;
  std::error_code ignored;
  for (;;) {
    const bool resumed = size_of(part) > 0;
    const Outcome outcome = transfer_to(part, url, file.name, progress);
    if (has_sum(part, file.sha256)) return std::nullopt;
    // After a broken line what has come is kept, for the next attempt.
    const bool keep = outcome.error && !outcome.cannot_continue && size_of(part) > 0;
    if (!keep) std::filesystem::remove(part, ignored);
    if (outcome.error && !(resumed && outcome.cannot_continue)) return outcome.error;
    if (!resumed) return url + ": is not the file that was expected (its SHA-256 is another)";
  }
}

}  // namespace

std::span<const RemoteFile> mnist_files() {
  static const std::array<RemoteFile, 4> files{{
      {"train-images-idx3-ubyte.gz", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"},
      {"train-labels-idx1-ubyte.gz", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"},
      {"t10k-images-idx3-ubyte.gz", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"},
      {"t10k-labels-idx1-ubyte.gz", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"},
  }};
  return files;
}

std::vector<std::string> mnist_mirrors() {
  return {"https://ossci-datasets.s3.amazonaws.com/mnist", "https://storage.googleapis.com/cvdf-datasets/mnist",
          "http://yann.lecun.com/exdb/mnist"};
}

bool is_fetched(const RemoteFile& file, const std::filesystem::path& folder) {
  std::error_code code;
  return std::filesystem::exists(folder / file.name, code) && has_sum(folder / file.name, file.sha256);
}

std::optional<std::string> fetch(const RemoteFile& file, const std::filesystem::path& folder,
                                 std::span<const std::string> mirrors, Progress& progress) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) return folder.string() + ": cannot be made (" + code.message() + ")";
  const std::filesystem::path part = folder / (file.name + ".part");
  std::string errors;
  for (const std::string& mirror : mirrors) {
    const auto error = fetch_from(file, part, mirror, progress);
    if (!error) {
      std::filesystem::rename(part, folder / file.name, code);
      if (code) return part.string() + ": cannot be renamed (" + code.message() + ")";
      return std::nullopt;
    }
    errors += "\n  " + *error;
  }
  return "no mirror gave " + file.name + ":" + errors;
}

}  // namespace second_opinion
