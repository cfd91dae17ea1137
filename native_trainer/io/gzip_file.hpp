// A file read from its start to its end, plain or packed with gzip: zlib tells which and passes
// plain files through unchanged. Nothing is written.
#pragma once

#include <zlib.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "core/base/result.hpp"

namespace second_opinion {

class GzipFile {
 public:
  // The error names the path: a folder, or a file that cannot be opened, and why.
  static Result<GzipFile, std::string> open(const std::filesystem::path& path);

  // The number of unpacked bytes that came. Fewer than were asked for: the file has ended, or it is
  // damaged.
  std::size_t read(std::span<unsigned char> into);
  // The next line without its end; false when there is none. A line above 1023 bytes comes in
  // pieces.
  bool read_line(std::string& line);
  // Whether what was read so far is not what was packed: cut off, or with another checksum. A plain
  // file is never damaged.
  bool is_damaged() const;

 private:
  struct Close {
    void operator()(gzFile file) const { gzclose(file); }
  };
  explicit GzipFile(gzFile file) : file_(file) {}

  std::unique_ptr<std::remove_pointer_t<gzFile>, Close> file_;
};

}  // namespace second_opinion
