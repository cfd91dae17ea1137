// zlib takes sizes as 32-bit numbers, so large reads are done in pieces.
#include "native_trainer/io/gzip_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace second_opinion {

Result<GzipFile, std::string> GzipFile::open(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return Failure{path.string() + ": is a folder, not a file"};
  errno = 0;
  const gzFile file = gzopen(path.c_str(), "rb");
  if (file != nullptr) return GzipFile(file);
  return Failure{path.string() + ": cannot be opened (" +
                 std::strerror(errno != 0 ? errno : ENOMEM) + ")"};
}

std::size_t GzipFile::read(std::span<unsigned char> into) {
  constexpr std::size_t kPiece = std::size_t{1} << 22;
  std::size_t done = 0;
  while (done < into.size()) {
    const auto piece = static_cast<unsigned>(std::min(into.size() - done, kPiece));
    const int got = gzread(file_.get(), into.data() + done, piece);
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

bool GzipFile::read_line(std::string& line) {
  char text[1024];
  if (gzgets(file_.get(), text, sizeof text) == nullptr) return false;
  line = text;
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
  return true;
}

bool GzipFile::is_damaged() const {
  int code = Z_OK;
  gzerror(file_.get(), &code);
  return code != Z_OK && code != Z_STREAM_END;
}

}  // namespace second_opinion
