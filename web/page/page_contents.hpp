// The payload, understood: networks, report, picture sheets. What is missing or
// broken is named. Draws nothing.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/report/report.hpp"
#include "web/app/app.hpp"
#include "web/app/live_digit.hpp"
#include "web/figures/kit/digit_sheet.hpp"
#include "web/host/assets.hpp"
#include "web/panels/offer_card.hpp"

namespace second_opinion {

struct PageContents {
  App app;
  Report report;
  DigitSheet digits;
  DigitSheet templates;
  DigitSheet stress;    // empty when the report has no such study
  DigitSheet learning;  // likewise
};

Result<PageContents, std::string> read_contents(const Assets& assets);

// The digits that "Try a digit" offers: tagged "sample" in the report.
std::vector<SampleDigit> sample_digits(const Report& report, const DigitSheet& sheet);

// What the live figures offer: the sample digits from 0 to 9 and the one that opens the page.
std::vector<DigitOffer> live_offers(const Report& report, const DigitSheet& sheet);

}  // namespace second_opinion
