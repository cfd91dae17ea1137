// One block of the article as elements that lie where its words are drawn. Every line of the
// drawing is one inline <span>, and a paragraph keeps them apart by having no width of its own: so
// its text runs on for search, copying and translation, with a plain space at the end of a line.
// What the members mean stands in web/article/text_layer.hpp.

// build_fonts.py gives every face an ascent of 0.8 em and a descent of 0.2: the baseline lies this
// much below the middle of a line, in em.
const BELOW_MIDDLE = 0.3;

function make(tag, className = '', role = '') {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (role) element.setAttribute('role', role);
  return element;
}

const px = (length) => `${length}px`;
const bottomOf = (part) => topOf(part) + part.lines.length * part.leading;
const topOf = ({ baseline, leading, size }) => baseline - leading / 2 - BELOW_MIDDLE * size;

// fonts: the manifest's list, by which faces have numbers.
export function createBlocks(fonts) {
  function setFace(style, number) {
    const { family, style: slant, weight } = fonts[number];
    style.fontFamily = `"${family}"`;
    style.fontStyle = slant;
    style.fontWeight = weight.split(' ')[0];
  }

  function makeLink(href) {
    const link = make('a');
    link.href = href;
    if (!href.startsWith('#'))
      Object.assign(link, { target: '_blank', rel: 'noopener noreferrer' });
    return link;
  }

  function makePiece(piece, part) {
    const element = piece.href ? makeLink(piece.href) : make('span');
    element.textContent = piece.text;
    const { style } = element;
    if (piece.role) element.dataset.role = piece.role;
    if ('face' in piece) setFace(style, piece.face);
    // What is small or raised must not move the lines apart.
    if ('size' in piece) {
      Object.assign(style, { fontSize: `${piece.size / part.size}em`, lineHeight: '0' });
    }
    if ('rise' in piece) Object.assign(style, { position: 'relative', top: px(-piece.rise) });
    return element;
  }

  // In front of the first line, without taking room there: a drop cap, the marker of a list.
  function hang(line, pieces, part) {
    for (const piece of pieces) {
      const element = makePiece(piece, part);
      const { style } = element;
      Object.assign(style, { position: 'relative', marginRight: px(-piece.width) });
      style.left = px(piece.x - line.x);
      // However large, it must not push its line down: it is lowered to the middle and raised
      // again, which moves nothing else.
      style.verticalAlign = `-${BELOW_MIDDLE}em`;
      style.top = `calc(${px(-(piece.rise ?? 0))} - ${BELOW_MIDDLE}em)`;
      element.className = 'hanging';
      line.element.prepend(element);
      if (!piece.space) continue;
      const space = make('span', 'no-room');
      space.textContent = ' ';
      element.after(space);
    }
  }

  function makeLine(pieces, part) {
    const line = { element: make('span', 'line'), x: pieces[0].x, pieces: [] };
    line.element.style.marginLeft = px(line.x - part.x);
    for (const piece of pieces) {
      const element = makePiece(piece, part);
      line.element.append(element);
      line.pieces.push({ element, x: piece.x, width: piece.width });
      if (piece.space && piece !== pieces.at(-1)) line.element.append(' ');
    }
    return line;
  }

  // Fills an element with the lines of a part. lines: takes what is to be fitted later.
  function fill(element, part, hanging, lines) {
    const { style } = element;
    element.classList.add('part');
    setFace(style, part.face);
    style.setProperty('--size', px(part.size));
    style.setProperty('--leading', px(part.leading));
    style.setProperty('--width', px(part.width));
    const height = (part.lines.length + 0.3) * part.leading;
    element.dataset.room = `${Math.ceil(part.width) + 1} ${height}`;
    if (part.tracking) style.letterSpacing = `${part.tracking}em`;
    if (part.tabular) style.fontVariantNumeric = 'tabular-nums';
    if (part.colour) style.setProperty('--ink', part.colour);
    part.lines.forEach((pieces, i) => {
      const line = makeLine(pieces, part);
      if (i === 0) hang(line, hanging, part);
      element.append(line.element);
      // Where no space was lost, the line may still end: after a hyphen.
      if (i + 1 < part.lines.length) element.append(pieces.at(-1).space ? ' ' : make('wbr'));
      lines.push(line);
    });
    return element;
  }

  // Stands in the flow of its parent, of which `flow` knows left edge and how far it is filled.
  function put(element, part, flow) {
    element.style.marginTop = px(topOf(part) - flow.bottom);
    element.style.marginLeft = px(part.x - flow.left);
    flow.bottom = bottomOf(part);
    flow.parent.append(element);
  }

  function putRow(cells, flow, table, lines) {
    const row = make('div', 'row', 'row');
    const top = Math.min(...cells.map(topOf));
    let right = flow.left;
    row.style.marginTop = px(top - flow.bottom);
    for (const part of cells) {
      const isHead = part.kind === 'head' && part.lines.length > 0; // an empty corner heads nothing
      const cell = fill(make('div', '', isHead ? 'columnheader' : 'cell'), part, [], lines);
      cell.style.marginLeft = px(part.x - right);
      right = part.x + part.width;
      row.append(cell);
    }
    const height = Math.max(...cells.map((part) => part.lines.length * part.leading));
    row.style.height = px(height);
    flow.bottom = top + height;
    table.append(row);
  }

  function putTable(parts, flow, lines) {
    const table = make('div', '', 'table');
    const rows = new Map();
    for (const part of parts) rows.set(part.row, [...(rows.get(part.row) ?? []), part]);
    for (const cells of rows.values()) putRow(cells, flow, table, lines);
    flow.parent.append(table);
  }

  // Labels lie where a figure has them and take no room. They mean little without the picture,
  // which its alternative tells in words.
  function putLabels(parts, flow, lines) {
    const labels = make('div', 'labels');
    labels.setAttribute('aria-hidden', 'true');
    for (const part of parts) {
      const label = fill(make('div', 'label'), part, [], lines);
      label.style.left = px(part.x - flow.left);
      label.style.top = px(topOf(part));
      labels.append(label);
    }
    flow.parent.append(labels);
  }

  const tags = { title: 'h1', code: 'code', figure: 'figcaption' };
  const tagOf = ({ kind, level }) => (kind === 'heading' ? `h${level}` : (tags[kind] ?? 'p'));

  // Paragraphs one below the other: the text of the block, then notes that have no margin.
  function putTexts(block, parts, flow, lines) {
    let hanging = [];
    for (const part of parts) {
      if (part.kind === 'marker') {
        hanging = part.lines.flat().map((piece) => ({ ...piece, space: true }));
        continue;
      }
      const element =
        part.kind === 'note' ? make('p', 'remark', 'note') : make(tagOf(block), part.kind);
      put(fill(element, part, [...part.hanging, ...hanging], lines), part, flow);
      hanging = [];
    }
  }

  // left, top: where the parent stands, counted as the places of parts are.
  function fillBlock(parent, block, parts, lines, { left, top }) {
    const flow = { parent, left, bottom: top };
    const of = (...kinds) => parts.filter(({ kind }) => kinds.includes(kind));
    if (of('label').length > 0) putLabels(of('label'), flow, lines);
    if (of('head', 'cell').length > 0) putTable(of('head', 'cell'), flow, lines);
    putTexts(block, of('text', 'marker', 'code', 'caption', 'note'), flow, lines);
  }

  function makeFigure({ figure, alternative }) {
    const element = make('figure');
    if (alternative) element.setAttribute('aria-label', alternative);
    element.dataset.figure = figure;
    return element;
  }

  // → {parent: what stands in the place of the block, notes: elements for the margin of the page,
  // with their tops counted from the block's; lines: what is to be fitted}
  return function build(block) {
    const lines = [];
    const box = { figure: () => makeFigure(block), code: () => make('pre') }[block.kind];
    const parent = box ? box() : document.createDocumentFragment();
    fillBlock(parent, block, block.parts, lines, { left: 0, top: 0 });
    const notes = block.notes.map(({ x, y, width, height, parts }) => {
      const element = make('div', 'aside');
      Object.assign(element.style, { left: px(x), width: px(width), height: px(height) });
      fillBlock(element, block, parts, lines, { left: x, top: y });
      return { element, y };
    });
    return { parent, notes, lines };
  };
}
