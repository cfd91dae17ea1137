// Checksums of files: SHA-256 (by OpenSSL) of what a file holds once it is unpacked, and CRC-32 (by
// zlib) of the bytes of the file as it stands.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/result.hpp"

namespace second_opinion {

// 64 lower-case hexadecimal digits of the bytes of a plain or gzip file after decompression.
Result<std::string, std::string> sha256_of_contents(const std::filesystem::path& path);

// Tells weights files apart; the file is read whole.
Result<std::uint32_t, std::string> crc32_of_file(const std::filesystem::path& path);

}  // namespace second_opinion
