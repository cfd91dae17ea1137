// `trainer download`: the four files of MNIST into the data folder.
#include "native_trainer/data/download.hpp"

#include <cstdio>

#include "native_trainer/commands/progress.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/data/dataset.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::string data;
  std::vector<std::string> base_urls;
  int stall_seconds = 30;
};

int download(const Options& options) {
  const auto folder = data_folder(options.data);
  const auto mirrors = options.base_urls.empty() ? mnist_mirrors() : options.base_urls;
  Progress progress;
  const auto show = [&](const TransferProgress& transfer) {
    char text[160];
    std::snprintf(text, sizeof text, "%.*s  %.1f of %.1f MB",
                  static_cast<int>(transfer.file.size()), transfer.file.data(),
                  transfer.received_bytes / 1e6, transfer.total_bytes / 1e6);
    progress.draw(transfer.received_bytes / transfer.total_bytes, text);
  };
  for (const RemoteFile& file : mnist_files()) {
    if (is_fetched(file, folder)) {
      progress.line(file.name + ": already there, SHA-256 right");
      continue;
    }
    if (const auto error = fetch(file, folder, mirrors, show, options.stall_seconds)) {
      progress.line("stopped");
      return fail("download",
                  *error + "\nTry again to continue, or name a mirror with --base-url.");
    }
    progress.line(file.name + ": fetched, SHA-256 right");
  }
  progress.line("MNIST is in " + folder.string());
  return kExitDone;
}

}  // namespace

void add_download_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "download", "Fetch MNIST, continuing where an earlier attempt ended; checks SHA-256");
  auto options = std::make_shared<Options>();
  command->add_option("--data", options->data,
                      "Folder to fetch into (else MNIST_DIR, else data/mnist)");
  command
      ->add_option("--base-url", options->base_urls,
                   "Take the files from here (http, https or file) instead of the known mirrors; "
                   "may be given several times")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command
      ->add_option("--stall-seconds", options->stall_seconds,
                   "Give up a mirror that sends next to nothing for so long")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  command->callback([options, &exit_code] { exit_code = download(*options); });
}

}  // namespace second_opinion
