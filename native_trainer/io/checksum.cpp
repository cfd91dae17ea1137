// SHA-256 is fed piece by piece, so that no file is held in memory.
#include "native_trainer/io/checksum.hpp"

#include <openssl/evp.h>
#include <zlib.h>

#include <array>
#include <cstdio>
#include <memory>
#include <vector>

#include "native_trainer/io/disk.hpp"
#include "native_trainer/io/gzip_file.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kMostContents = std::size_t{256}
                                      << 20;  // a small gzip file may unpack to gigabytes

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
  auto file = GzipFile::open(path);
  if (!file) return Failure{file.error()};
  const std::unique_ptr<EVP_MD_CTX, FreeDigest> digest(EVP_MD_CTX_new());
  if (!digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1)
    return Failure{path.string() + ": cannot be digested"};
  std::vector<unsigned char> buffer(1u << 18);
  std::size_t got = 0;
  for (std::size_t size = 0; (got = file.value().read(buffer)) > 0; size += got) {
    if (size > kMostContents)
      return Failure{path.string() + ": unpacks to more than anything that is expected"};
    if (EVP_DigestUpdate(digest.get(), buffer.data(), got) != 1)
      return Failure{path.string() + ": cannot be digested"};
  }
  if (file.value().is_damaged()) return Failure{path.string() + ": is a damaged gzip file"};
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
