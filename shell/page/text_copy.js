// What of the laid-over text goes to the clipboard: paragraphs with an empty line between them,
// whatever lines they were drawn in, tables with tabs, and the same as plain HTML.

// Between a part and the one after it.
function separator(part, next) {
  const row = part.closest('.row');
  if (row) return row === next.closest('.row') ? '\t' : '\n';
  const together = ['.labels', 'pre', '[role="list"]'];
  const isOne = together.some(
    (name) => part.closest(name) && part.closest(name) === next.closest(name),
  );
  return isOne ? '\n' : '\n\n';
}

// The part of the range that lies inside an element.
function within(range, element) {
  const inside = document.createRange();
  inside.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) {
    inside.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) {
    inside.setEnd(range.endContainer, range.endOffset);
  }
  return inside;
}

// No-break spaces hold the drawn lines together; what is copied is set anew elsewhere.
const plain = (text) => text.replaceAll('\u00a0', ' ');

function htmlOf(text, part) {
  const tag = part.matches('h1, h2, h3, h4, h5, h6, p') ? part.localName : 'p';
  const element = document.createElement(tag);
  element.textContent = text;
  return element.outerHTML;
}

// layer: of the text. → {text, html}, or null where the range holds none of it.
export function copyOf(range, layer) {
  const parts = [...layer.querySelectorAll('.part')].filter((part) => range.intersectsNode(part));
  const pieces = parts
    .map((part) => ({ part, text: plain(within(range, part).toString()) }))
    .filter(({ text }) => text.trim() !== '');
  if (pieces.length === 0) return null;
  const text = pieces
    .map(
      (piece, i) =>
        piece.text + (i + 1 < pieces.length ? separator(piece.part, pieces[i + 1].part) : ''),
    )
    .join('');
  return { text, html: pieces.map((piece) => htmlOf(piece.text, piece.part)).join('') };
}
