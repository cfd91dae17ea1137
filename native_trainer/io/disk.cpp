// A file gets its name only after fsync, so that not even a power cut leaves half of one under it.
#include "native_trainer/io/disk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace second_opinion {
namespace {

std::string fault(const std::filesystem::path& path, const std::string& what) {
  return path.string() + ": " + what +
         (errno != 0 ? std::string(" (") + std::strerror(errno) + ")" : "");
}

std::string advice(std::errc reason) {
  const bool full = reason == std::errc::no_space_on_device ||
                    reason == std::errc::file_too_large || reason == std::errc{EDQUOT};
  return full ? "make room there and try again" : "name another place, or make this one writable";
}

std::filesystem::path temporary(const std::filesystem::path& path) {
  return path.string() + ".tmp";
}

// Until the disk itself has what was written to the file or folder at `path`. Some file systems
// cannot be asked; that is no fault.
std::error_code reach_the_disk(const std::filesystem::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return {errno, std::generic_category()};
  const int fault =
      fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS ? 0 : errno;
  close(file);
  return {fault, std::generic_category()};
}

// Makes the folder, too. What could not be written whole is gone.
std::error_code write_bytes(const std::filesystem::path& path,
                            std::span<const unsigned char> bytes) {
  std::error_code ignored;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), ignored);
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return {};
  const std::error_code reason(errno != 0 ? errno : EIO, std::generic_category());
  std::filesystem::remove(path, ignored);
  return reason;
}

}  // namespace

std::string cannot_write(const std::filesystem::path& path, const std::error_code& reason) {
  return path.string() + ": cannot be written (" + reason.message() + "); " +
         advice(static_cast<std::errc>(reason.value()));
}

Result<std::vector<unsigned char>, std::string> read_file(const std::filesystem::path& path,
                                                          std::size_t most_bytes) {
  errno = 0;
  std::error_code code;
  const auto size = std::filesystem::file_size(path, code);
  if (code) return Failure{path.string() + ": cannot be read (" + code.message() + ")"};
  if (size > most_bytes)
    return Failure{path.string() + ": is larger than " + std::to_string(most_bytes) +
                   " bytes; is it the right file?"};
  std::ifstream file(path, std::ios::binary);
  std::vector<unsigned char> bytes(static_cast<std::size_t>(size));
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file) return Failure{fault(path, "cannot be read")};
  return bytes;
}

std::optional<std::string> move_into_place(const std::filesystem::path& written,
                                           const std::filesystem::path& path) {
  std::error_code ignored;
  // The content first: a crash between the two leaves the former file, never the new name with
  // nothing in it.
  std::error_code code = reach_the_disk(written);
  if (!code) std::filesystem::rename(written, path, code);
  if (!code) {
    reach_the_disk(path.has_parent_path() ? path.parent_path()
                                          : ".");  // the name; without it the former file is there
    return std::nullopt;
  }
  std::filesystem::remove(written, ignored);
  return cannot_write(path, code);
}

std::optional<std::string> check_writable(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return cannot_write(path, std::make_error_code(std::errc::is_a_directory));
  // Under a name of its own: what lies at the place is not touched.
  const std::filesystem::path probe = temporary(path.string() + ".probe");
  if (const auto reason = write_bytes(probe, {})) return cannot_write(path, reason);
  std::filesystem::remove(probe, ignored);
  return std::nullopt;
}

std::optional<std::string> write_file(const std::filesystem::path& path,
                                      std::span<const unsigned char> bytes) {
  if (const auto reason = write_bytes(temporary(path), bytes)) return cannot_write(path, reason);
  return move_into_place(temporary(path), path);
}

std::optional<std::string> write_file(const std::filesystem::path& path, std::string_view text) {
  return write_file(path,
                    std::span(reinterpret_cast<const unsigned char*>(text.data()), text.size()));
}

Result<WeightsFile, std::string> load_weights(const std::filesystem::path& path) {
  const auto bytes = read_file(path, kMaxWeightsBytes);
  if (!bytes) return Failure{bytes.error()};
  auto file = decode_weights(bytes.value());
  if (!file) return Failure{path.string() + ": " + describe(file.error())};
  return std::move(file).value();
}

}  // namespace second_opinion
