// The report is read once, as a whole; sentences may quote any of it.
#include "web/page/page_texts.hpp"

#include "core/report/report_file.hpp"
#include "web/article/filling/filled_article.hpp"
#include "web/figures/figure_list.hpp"

namespace second_opinion {

Result<PageTexts, std::string> make_page_texts(std::string_view article,
                                               std::span<const unsigned char> report) {
  const auto read = read_report(report);
  if (!read) return Failure{read.error()};
  auto filled = fill_article(
      article,
      [&](std::string_view placeholder) { return answer_placeholder(read.value(), placeholder); },
      [&](std::string_view figure) { return std::string(missing_study(read.value(), figure)); });
  if (!filled) return Failure{filled.error()};
  return PageTexts{std::move(filled.value().markdown), write_page_report(read.value()),
                   std::move(filled.value().left_out)};
}

}  // namespace second_opinion
