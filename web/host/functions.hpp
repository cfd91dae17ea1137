// The functions by which the host drives the page's wasm, in one list. browser.cpp must define them
// as they are declared here, the compiler exports what is declared here, and the manifest tells the
// host what each of them takes and answers.
#pragma once

#include <cstddef>
#include <cstdint>

// FUNCTION(answer, name, parameters). A text ends with a zero and is read or copied before the call
// returns, as are bytes, which are always followed by their count. A text that is answered is
// valid until the next call.
//
//   asset         one file of the payload; all of them come before start()
//   start         "" or, in words, why the page cannot be opened
//   can_draw      whether there is a living WebGL context, so that the canvas can be shown
//   resize        the canvas in CSS pixels, and how many device pixels there are to each
//   colours       0xRRGGBB for text, lines and their ground, whatever the theme; below 0: our own
//   show          false: the Reader view is in front, and nothing is drawn
//   frame         draws if there is anything new to be seen; what to do next, as FrameBits
//   status        the state of the page as JSON, or null before it is open
//   layout        height, controls, anchors and blocks of the drawn page as JSON
//   text_layer    the words of one block, each at its place, as JSON (web/article/text_layer.hpp)
//   replace_text  the host shows other words in the place of this block's: its own are not drawn
//   take_request  what the host is asked to do, as JSON, once
//   reader_html   prepared: with what takes the networks a moment to work out, which otherwise is
//                 announced in words
//   open_link     what the address carries behind "#d="
//   link_made     whether the address that was asked for is in the clipboard
//   begin_batch   several files, or a picture, are handed over next: the number that the functions
//                 below know them by; 0: nothing is wanted now, or a CSV file comes alone
//   read_on       lets the networks read what has come: 0 the batch is over, 1 it waits for the
//                 next file, 2 there is more to read
//   offer         the file's first bytes and its whole size
//   offer_picture the same for a picture; why it could not be decoded, or ""
//   offer_pixels  a picture that the browser has decoded: width × height × 4 bytes, red first
//   refuse        a picture that nobody could decode
//   pen_…         a pen on the pad: x and y in 0..1 of its side, pressure 0..1; pen_ahead is where
//                 the pen is likely to be soon, pen_step moves the cross-hair of the keys
//   ink           what is on the pad as JSON, for the view in which the host draws it
#define SO_PAGE_FUNCTIONS(FUNCTION)                                                           \
  FUNCTION(void, asset, (const char* name, const std::uint8_t* bytes, std::size_t count))     \
  FUNCTION(const char*, start,                                                                \
           (bool has_canvas, bool dark, bool reduced_motion, bool coarse_pointer))            \
  FUNCTION(bool, can_draw, ())                                                                \
  FUNCTION(void, resize, (float width, float height, float pixel_ratio))                      \
  FUNCTION(void, pointer_move, (float x, float y))                                            \
  FUNCTION(void, pointer_down, (float x, float y))                                            \
  FUNCTION(void, pointer_up, (float x, float y))                                              \
  FUNCTION(void, pointer_leave, ())                                                           \
  FUNCTION(void, scroll, (float y))                                                           \
  FUNCTION(void, prefer, (bool dark, bool reduced_motion))                                    \
  FUNCTION(void, colours, (double paper, double ink, double link, double control))            \
  FUNCTION(void, show, (bool canvas))                                                         \
  FUNCTION(int, frame, (double milliseconds))                                                 \
  FUNCTION(const char*, status, ())                                                           \
  FUNCTION(const char*, layout, ())                                                           \
  FUNCTION(const char*, text_layer, (int block))                                              \
  FUNCTION(void, replace_text, (int block, bool replaced))                                    \
  FUNCTION(const char*, take_request, ())                                                     \
  FUNCTION(const char*, reader_html, (bool prepared))                                         \
  FUNCTION(void, press, (const char* control_id))                                             \
  FUNCTION(void, open_link, (const char* text))                                               \
  FUNCTION(void, link_made, (bool copied))                                                    \
  FUNCTION(int, begin_batch, (int files))                                                     \
  FUNCTION(int, read_on, (int batch))                                                         \
  FUNCTION(void, offer,                                                                       \
           (int batch, const char* name, const std::uint8_t* bytes, std::size_t count,        \
            double all_bytes, bool is_folder, bool is_unreadable))                            \
  FUNCTION(const char*, offer_picture,                                                        \
           (int batch, const char* name, const std::uint8_t* bytes, std::size_t count,        \
            bool is_unreadable))                                                              \
  FUNCTION(void, offer_pixels,                                                                \
           (int batch, const char* name, int width, int height, const std::uint8_t* rgba,     \
            std::size_t count))                                                               \
  FUNCTION(void, refuse, (int batch, const char* name, const char* why))                      \
  FUNCTION(void, pen_down, (float x, float y, float pressure))                                \
  FUNCTION(void, pen_move, (float x, float y, float pressure))                                \
  FUNCTION(void, pen_ahead, (float x, float y, float pressure))                               \
  FUNCTION(void, pen_up, ())                                                                  \
  FUNCTION(void, pen_step, (float dx, float dy))                                              \
  FUNCTION(const char*, ink, ())                                                              \
  FUNCTION(void, context_lost, ())                                                            \
  FUNCTION(void, context_restored, ())

// "Used" is what Emscripten takes for exported; without it the linker would drop them all.
#define SO_DECLARE(answer, name, parameters) \
  extern "C" __attribute__((used)) answer so_##name parameters;
SO_PAGE_FUNCTIONS(SO_DECLARE)
#undef SO_DECLARE

namespace second_opinion {

// What frame() answers, added up.
enum FrameBits : unsigned char {
  kWantsFrame = 1,
  kStatusChanged = 2,
  kLayoutChanged = 4,
  kRequestWaits = 8,
};

}  // namespace second_opinion
