// Standard streams; errors carry the path and the system's reason.
#include "native_trainer/disk.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace second_opinion {
namespace {

std::string fault(const std::filesystem::path& path, const std::string& what) {
  return path.string() + ": " + what + (errno != 0 ? std::string(" (") + std::strerror(errno) + ")" : "");
}

}  // namespace

Result<std::vector<unsigned char>, std::string> read_file(const std::filesystem::path& path, std::size_t most_bytes) {
  errno = 0;
  std::error_code code;
  const auto size = std::filesystem::file_size(path, code);
  if (code) return Failure{path.string() + ": cannot be read (" + code.message() + ")"};
  if (size > most_bytes)
    return Failure{path.string() + ": is larger than " + std::to_string(most_bytes) + " bytes; is it the right file?"};
  std::ifstream file(path, std::ios::binary);
  std::vector<unsigned char> bytes(static_cast<std::size_t>(size));
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file) return Failure{fault(path, "cannot be read")};
  return bytes;
}

std::optional<std::string> write_file(const std::filesystem::path& path, std::span<const unsigned char> bytes) {
  errno = 0;
  std::error_code code;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), code);
  const std::filesystem::path beside = path.string() + ".tmp";
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
      const std::string message = fault(path, "cannot be written");
      std::filesystem::remove(beside, code);
      return message;
    }
  }
  std::filesystem::rename(beside, path, code);
  if (code) return path.string() + ": cannot be written (" + code.message() + ")";
  return std::nullopt;
}

std::optional<std::string> write_file(const std::filesystem::path& path, std::string_view text) {
  return write_file(path, std::span(reinterpret_cast<const unsigned char*>(text.data()), text.size()));
}

Result<WeightsFile, std::string> load_weights(const std::filesystem::path& path) {
  const auto bytes = read_file(path, kMaxWeightsBytes);
  if (!bytes) return Failure{bytes.error()};
  auto file = decode_weights(bytes.value());
  if (!file) return Failure{path.string() + ": " + describe(file.error())};
  return std::move(file).value();
}

Result<TeacherBank, std::string> load_bank(const std::filesystem::path& path) {
  const auto bytes = read_file(path, kMaxBankBytes);
  if (!bytes) return Failure{bytes.error()};
  auto bank = decode_bank(bytes.value());
  if (!bank) return Failure{path.string() + ": " + bank.error()};
  return bank;
}

}  // namespace second_opinion
