// Fetches files whose contents are known by their SHA-256: from the first
// mirror that has them, continuing where an earlier attempt ended.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace second_opinion {

struct RemoteFile {
  std::string name;    // the same on the mirrors and in the folder
  std::string sha256;  // of the decompressed bytes
};

// MNIST's four files and places known to carry them.
std::span<const RemoteFile> mnist_files();
std::vector<std::string> mnist_mirrors();

// Whether the folder holds the file with the right contents.
bool is_fetched(const RemoteFile& file, const std::filesystem::path& folder);

// How far a file has come. Bytes of an earlier attempt, which are kept, count as received.
struct TransferProgress {
  std::string_view file;
  double received_bytes = 0;
  double total_bytes = 0;  // above 0
};
// Called several times a second while bytes arrive, on the thread that called fetch().
using OnTransfer = std::function<void(const TransferProgress&)>;

// Mirrors are http, https or file URLs, without the file's name; they are tried
// in order. What has arrived is kept as NAME.part until it is complete and
// right. A mirror that sends less than 1 kB/s for stall_seconds, or more than
// 32 MiB, is given up. An error message, or nothing when the file stands in the folder.
std::optional<std::string> fetch(const RemoteFile& file, const std::filesystem::path& folder,
                                 std::span<const std::string> mirrors,
                                 const OnTransfer& on_transfer = {}, int stall_seconds = 30);

}  // namespace second_opinion
