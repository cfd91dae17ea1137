// SHA-256 streams the file through zlib into the digest: nothing is held in memory.
#include "native_trainer/io/checksum.hpp"

#include <openssl/evp.h>
#include <zlib.h>

#include <array>
#include <cstdio>
#include <memory>
#include <vector>

#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kMostContents = std::size_t{256}
                                      << 20;  // a small gzip file may unpack to gigabytes

struct CloseGz {
  void operator()(gzFile file) const { gzclose(file); }
};
struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

std::string hexadecimal(const unsigned char* bytes, unsigned size) {
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", bytes[i]);
    text += digits;
  }
  return text;
}

}  // namespace

Result<std::string, std::string> sha256_of_contents(const std::filesystem::path& path) {
  const std::unique_ptr<std::remove_pointer_t<gzFile>, CloseGz> file(gzopen(path.c_str(), "rb"));
  const std::unique_ptr<EVP_MD_CTX, FreeDigest> digest(EVP_MD_CTX_new());
  if (!file || !digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1)
    return Failure{path.string() + ": cannot be read"};
  std::vector<unsigned char> buffer(1u << 18);
  for (std::size_t size = 0;; size += buffer.size()) {
    if (size > kMostContents)
      return Failure{path.string() + ": unpacks to more than anything that is expected"};
    const int got = gzread(file.get(), buffer.data(), static_cast<unsigned>(buffer.size()));
    if (got < 0) return Failure{path.string() + ": is a damaged gzip file"};
    if (got == 0) break;
    if (EVP_DigestUpdate(digest.get(), buffer.data(), static_cast<std::size_t>(got)) != 1)
      return Failure{path.string() + ": cannot be digested"};
  }
  int code = Z_OK;
  gzerror(file.get(), &code);
  if (code != Z_OK && code != Z_STREAM_END)
    return Failure{path.string() + ": is a damaged gzip file"};
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
  unsigned size = 0;
  if (EVP_DigestFinal_ex(digest.get(), sum.data(), &size) != 1)
    return Failure{path.string() + ": cannot be digested"};
  return hexadecimal(sum.data(), size);
}

Result<std::uint32_t, std::string> crc32_of_file(const std::filesystem::path& path) {
  constexpr std::size_t kMostBytes = std::size_t{1} << 30;
  const auto bytes = read_file(path, kMostBytes);
  if (!bytes) return Failure{bytes.error()};
  return static_cast<std::uint32_t>(crc32_z(0, bytes.value().data(), bytes.value().size()));
}

}  // namespace second_opinion
