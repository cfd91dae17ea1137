// The picture that digits were found on, with a frame around each. The frames are drawn in ink with
// a rim of paper, so that they stand out from any picture on either theme.
#pragma once

#include <optional>
#include <string>

#include "web/app/batch.hpp"
#include "web/canvas/page_canvas.hpp"
#include "web/canvas/picture_texture.hpp"

namespace second_opinion {

// The largest place with the picture's proportions inside the room, at its top left corner; never
// larger than four times the picture.
Rect fitted_picture(const GreyPicture& picture, const Rect& room);

// Where a frame lies, a little larger than the ink in it.
Rect frame_place(const Rect& picture, const BatchRow& row);

// The picture with the frames of all rows; only: with the frame of one of them.
void draw_framed_picture(const PageCanvas& canvas, const Rect& place, const Batch& batch,
                         const PictureTexture& texture, std::optional<std::size_t> only = {});

}  // namespace second_opinion
