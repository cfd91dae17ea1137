// The whole page: reads the payload, keeps App, article and panels together,
// turns events into Actions and draws one frame with ImGui. Knows no browser
// and no window: web/platform puts it on a screen.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "web/app/app.hpp"
#include "web/app/live_digit.hpp"
#include "web/article/article.hpp"
#include "web/figures/kit/picture_atlas.hpp"
#include "web/host/assets.hpp"
#include "web/page/frame_scheduler.hpp"
#include "web/page/page_contents.hpp"
#include "web/panels/masthead.hpp"
#include "web/panels/try_panel.hpp"
#include "web/theme/system_theme.hpp"
#include "web/typography/fonts.hpp"

namespace second_opinion {

struct Preferences {
  bool dark = false;
  bool reduced_motion = false;
  bool coarse_pointer = false;
  std::optional<SystemColors> colors{};  // in the place of the page's own
};

enum class PointerEvent : unsigned char { kMove, kDown, kUp, kLeave };

// A file that the visitor wants to keep.
struct Download {
  std::string name;
  std::string text;
};
inline constexpr std::string_view kDigitFileName = "digit.csv";
inline constexpr std::string_view kPictureFileName = "digit.png";
inline constexpr std::string_view kTableFileName = "readings.csv";
inline constexpr std::string_view kSetFileName = "my-digits.csv";
// Before the text of a link in an address: "#d=1Rk…".
inline constexpr std::string_view kLinkPrefix = "#d=";

// "Scroll there": after a result far from where the visitor looks.
struct ScrollRequest {
  float y = 0;
  std::string hash;
};

class Page {
 public:
  // with_canvas: an ImGui context exists and frames will be drawn; otherwise only
  // the Reader view and the networks work. The assets outlive the page.
  static Result<std::unique_ptr<Page>, std::string> open(const Assets& assets, bool with_canvas,
                                                         bool has_host);

  void resize(float width, float height, float pixel_ratio);
  void point(PointerEvent event, float x, float y);
  void scroll(float y);
  void prefer(const Preferences& preferences);
  void show_canvas(bool shown);  // false: the Reader view is in front, nothing is drawn
  void press(std::string_view control_id);
  void offer(const OfferedFile& file);
  // Several files, or a picture: begin_batch() gives the number under which they are handed over
  // one by one, 0 when nothing is wanted now; read_on() is to be called after each, for as long as
  // the networks have something to read.
  int begin_batch(int files);
  void offer(int batch, const OfferedFile& file);
  // Why the picture could not be decoded, or "".
  std::string offer_picture(int batch, std::string_view name, std::span<const unsigned char> bytes);
  void offer_picture(int batch, std::string_view name, const GreyPicture& picture);
  void refuse(int batch, std::string_view name, std::string_view why);
  BatchStep read_on(int batch);
  // A pen on the pad (BeginStroke and its neighbours), or anything else that update() does.
  void perform(const Action& action);
  void wake() { scheduler_.wake(); }

  bool wants_frame() const {
    return shows_canvas_ && (scheduler_.wants_frame() || wants_opinions());
  }
  // The networks have not seen yet what is on the pad. update() lets them; where nothing is drawn,
  // read_pad() does, to be called as often.
  bool wants_opinions() const { return awaits_opinions(app_); }
  void read_pad();
  // Before each frame: lays out what has changed and moves on with time, of which seconds is a
  // steady clock, and with the pointer.
  void update(double seconds);
  // The page as it is, into a list that begins at the top left corner of the view.
  void draw(ImDrawList& list) const;

  // Since the last question: must the host read status_text() or layout_text() again?
  bool take_layout_change() { return std::exchange(layout_changed_, false); }
  bool take_status_change() { return std::exchange(status_changed_, false); }
  std::optional<ScrollRequest> take_scroll() {
    return std::exchange(scroll_request_, std::nullopt);
  }
  std::optional<Download> take_download() { return std::exchange(download_, std::nullopt); }
  // True once when the digit that shows is wanted as a picture; its pixels stand in status_text().
  bool take_picture_wish() { return std::exchange(wants_picture_, false); }
  // The fragment of an address that carries the digit, for the clipboard. Whether it got there is
  // told by link_made().
  std::optional<std::string> take_link() { return std::exchange(link_, std::nullopt); }
  void link_made(bool copied);
  // The text behind kLinkPrefix of the address by which the page was opened.
  void open_link(std::string_view text);
  // Text for the clipboard.
  std::optional<std::string> take_copy() { return std::exchange(copy_, std::nullopt); }
  std::string status_text() const;
  std::string layout_text() const;
  std::string ink_text() const;  // of the pad, for the Reader view
  // The words of a block of the article, as laid out last; see Article.
  std::string text_layer(int block) const;
  void replace_text(int block, bool replaced);
  // prepared: with what takes the networks a moment to work out; else that is announced in words.
  std::string reader_html(bool prepared);
  float height() const { return article_.height(); }
  std::vector<Control> controls() const;
  const std::vector<Anchor>& anchors() const { return article_.anchors(); }
  const App& app() const { return app_; }
  // For the platform to upload, and again after a lost context.
  PictureAtlas& pictures() { return pictures_; }
  // The visitor's picture, if one shows, and the texture that the platform has made of it.
  const ShownPicture* shown_picture() const {
    return app_.batch && app_.batch->picture ? &*app_.batch->picture : nullptr;
  }
  PictureTexture& photo() { return photo_; }
  const Preferences& preferences() const { return preferences_; }
  const Theme& theme() const { return theme_; }

 private:
  explicit Page(PageContents contents)
      : contents_(std::move(contents)), app_(contents_.app), pictures_(contents_.templates) {}
  std::optional<std::string> open_article(const Assets& assets);  // the error
  std::optional<std::string> open_fonts(const Assets& assets);
  PageView view() const;
  void hand_over(Wish wish);
  PageCanvas canvas(ImDrawList* list) const;
  void layout();
  void add(const Action& action);
  void show_news();
  void changed();

  PageContents contents_;
  App& app_;
  std::unique_ptr<LiveDigit> live_;  // none without digits to offer
  PictureAtlas pictures_;
  PictureTexture photo_;
  std::optional<Fonts> fonts_;  // only with a canvas
  Article article_;
  TryPanel* try_panel_ = nullptr;  // belongs to the article
  Masthead masthead_;
  FrameScheduler scheduler_;
  Preferences preferences_;
  Theme theme_ = light_theme();
  bool has_host_ = true;
  bool shows_canvas_ = true;
  bool status_changed_ = true;
  bool layout_changed_ = false;
  std::optional<ScrollRequest> scroll_request_;
  std::optional<Download> download_;
  std::optional<std::string> link_;
  bool wants_picture_ = false;
  std::optional<float> before_row_;  // where the page was scrolled to when a row was opened
  std::optional<std::string> copy_;
  float width_ = 0, height_ = 0, pixel_ratio_ = 1, scroll_y_ = 0;
  ImVec2 pointer_{-1e6f, -1e6f};
  bool pressed_ = false;  // since the last update
};

}  // namespace second_opinion
