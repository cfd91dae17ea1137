// Fits laid-over words to the drawn ones. Both are set in the same typefaces, so that there is
// mostly nothing to do; but a browser may round widths, insist on a least size or put another font
// in the place of ours, and a selection must lie on the drawn letters all the same.

const MOST_ERROR = 0.2; // CSS px that may remain, at either end of a piece

// How far each piece of a line is to be moved, and by how much it is too wide. found: where it lies
// without any fitting; left: of the page.
function corrections(pieces, found, left) {
  let end = null; // of the piece before, fitted
  return pieces.map(({ x, width }, i) => {
    const gap = i === 0 ? 0 : found[i].left - found[i - 1].right;
    const start = end === null ? found[i].left : end + gap;
    const move = Math.abs(left + x - start) > MOST_ERROR ? left + x - start : 0;
    const isFit = Math.abs(width - found[i].width) <= MOST_ERROR || found[i].width === 0;
    end = start + move + (isFit ? found[i].width : width);
    return { move, scale: isFit ? 1 : width / found[i].width, spare: width - found[i].width };
  });
}

function loosen({ style }) {
  if (style.transform) style.display = style.transform = style.marginRight = '';
  if (style.marginLeft) style.marginLeft = '';
}

// lines: as text_blocks.js made them; left: of the page in the window. Everything is read before
// anything is written, or the browser would lay the page out once per word.
export function fit(lines, left) {
  for (const { pieces } of lines) for (const { element } of pieces) loosen(element);
  const found = lines.map(({ pieces }) =>
    pieces.map(({ element }) => element.getBoundingClientRect()),
  );
  lines.forEach(({ pieces }, i) => {
    corrections(pieces, found[i], left).forEach(({ move, scale, spare }, j) => {
      const { style } = pieces[j].element;
      if (move !== 0) style.marginLeft = `${move}px`;
      if (scale === 1) return;
      style.display = 'inline-block';
      style.transform = `scaleX(${scale})`;
      style.marginRight = `${spare}px`;
    });
  });
}
