// `trainer download`: the four files of MNIST into the data folder.
#include "native_trainer/commands/commands.hpp"

namespace second_opinion {

void add_download_command(CLI::App&, int&) {}

}  // namespace second_opinion
