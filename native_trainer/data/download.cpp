// libcurl moves the bytes into NAME.part; a file gets its own name only once its sum is right.
#include "native_trainer/data/download.hpp"

#include <curl/curl.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

#include "native_trainer/io/checksum.hpp"
#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

constexpr curl_off_t kMaxBytes = curl_off_t{32} << 20;  // MNIST's largest file has 10 MB
constexpr long kConnectSeconds = 20;
constexpr long kSlowestBytesPerSecond = 1000;

struct CloseCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

struct Transfer {
  const OnTransfer& on_transfer;
  std::string name;
  curl_off_t start;
  bool too_large = false;
};

// libcurl calls this while it waits; anything but 0 ends the transfer.
int tell(void* data, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(data);
  // libcurl's own limit does not hold for a body whose length was not announced.
  transfer.too_large = now + transfer.start > kMaxBytes;
  if (total > 0 && transfer.on_transfer)
    transfer.on_transfer({transfer.name, static_cast<double>(now + transfer.start),
                          static_cast<double>(total + transfer.start)});
  return transfer.too_large ? 1 : 0;
}

std::uintmax_t size_of(const std::filesystem::path& path) {
  std::error_code code;
  const auto size = std::filesystem::file_size(path, code);
  return code ? 0 : size;
}

void configure(CURL* curl, const std::string& url, std::FILE* file, int stall_seconds,
               Transfer& transfer) {
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https,file");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 5L);
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, kSlowestBytesPerSecond);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(stall_seconds));
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, kMaxBytes);
  curl_easy_setopt(curl, CURLOPT_RESUME_FROM_LARGE, transfer.start);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, file);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, tell);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
}

// What is the same for every mirror: whom to tell, and how long to wait.
struct Patience {
  const OnTransfer& on_transfer;
  int stall_seconds;
};

struct Outcome {
  std::optional<std::string> error;
  bool cannot_continue = false;  // the mirror does not know how, or has nothing after what is there
  bool worthless = false;        // nothing of what has come is worth keeping
};

Outcome outcome_of(CURL* curl, CURLcode code, const std::string& url, const Transfer& transfer) {
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (code == CURLE_OK) return {};
  if (transfer.too_large || code == CURLE_FILESIZE_EXCEEDED)
    return {.error = url + ": sends more than " + std::to_string(kMaxBytes >> 20) +
                     " MiB, so it is not the file",
            .worthless = true};
  std::string why = curl_easy_strerror(code);
  if (code == CURLE_HTTP_RETURNED_ERROR) why += ", " + std::to_string(status);
  return {.error = url + ": " + why,
          .cannot_continue =
              code == CURLE_RANGE_ERROR || code == CURLE_BAD_DOWNLOAD_RESUME || status == 416};
}

// Appends what is missing to `part`.
Outcome transfer_to(const std::filesystem::path& part, const std::string& url,
                    const std::string& name, const Patience& patience) {
  const std::unique_ptr<CURL, CloseCurl> curl(curl_easy_init());
  Transfer transfer{patience.on_transfer, name, static_cast<curl_off_t>(size_of(part))};
  errno = 0;
  std::unique_ptr<std::FILE, CloseFile> file(std::fopen(part.c_str(), "ab"));
  if (!curl) return {.error = "libcurl cannot be started"};
  if (!file) return {.error = cannot_write(part, {errno, std::generic_category()})};
  configure(curl.get(), url, file.get(), patience.stall_seconds, transfer);
  const CURLcode code = curl_easy_perform(curl.get());
  errno = 0;
  if (std::fflush(file.get()) != 0 || code == CURLE_WRITE_ERROR)
    return {.error = cannot_write(part, {errno != 0 ? errno : ENOSPC, std::generic_category()})};
  return outcome_of(curl.get(), code, url, transfer);
}

bool has_sum(const std::filesystem::path& path, const std::string& sha256) {
  const auto sum = sha256_of_contents(path);
  return sum.ok() && sum.value() == sha256;
}

// One mirror, beginning with what is there; from the start when that does not lead to the right
// sum.
std::optional<std::string> fetch_from(const RemoteFile& file, const std::filesystem::path& part,
                                      const std::string& mirror, const Patience& patience) {
  const std::string url = mirror + (mirror.ends_with('/') ? "" : "/") + file.name;
  std::error_code ignored;
  for (;;) {
    const bool resumed = size_of(part) > 0;
    const Outcome outcome = transfer_to(part, url, file.name, patience);
    if (has_sum(part, file.sha256)) return std::nullopt;
    // After a broken connection what has come is kept, for the next attempt.
    const bool keep =
        outcome.error && !outcome.cannot_continue && !outcome.worthless && size_of(part) > 0;
    if (!keep) std::filesystem::remove(part, ignored);
    if (outcome.error && !(resumed && outcome.cannot_continue)) return outcome.error;
    if (!resumed) return url + ": is not the file that was expected (its SHA-256 is another)";
  }
}

}  // namespace

std::span<const RemoteFile> mnist_files() {
  static const std::array<RemoteFile, 4> files{{
      {"train-images-idx3-ubyte.gz",
       "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"},
      {"train-labels-idx1-ubyte.gz",
       "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"},
      {"t10k-images-idx3-ubyte.gz",
       "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"},
      {"t10k-labels-idx1-ubyte.gz",
       "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"},
  }};
  return files;
}

std::vector<std::string> mnist_mirrors() {
  return {"https://ossci-datasets.s3.amazonaws.com/mnist",
          "https://storage.googleapis.com/cvdf-datasets/mnist", "http://yann.lecun.com/exdb/mnist"};
}

bool is_fetched(const RemoteFile& file, const std::filesystem::path& folder) {
  std::error_code code;
  return std::filesystem::exists(folder / file.name, code) &&
         has_sum(folder / file.name, file.sha256);
}

std::optional<std::string> fetch(const RemoteFile& file, const std::filesystem::path& folder,
                                 std::span<const std::string> mirrors,
                                 const OnTransfer& on_transfer, int stall_seconds) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) return cannot_write(folder, code);
  const std::filesystem::path part = folder / (file.name + ".part");
  std::string errors;
  for (const std::string& mirror : mirrors) {
    const auto error = fetch_from(file, part, mirror, {on_transfer, stall_seconds});
    if (!error) return move_into_place(part, folder / file.name);
    errors += "\n  " + *error;
  }
  return "no mirror gave " + file.name + ":" + errors;
}

}  // namespace second_opinion
