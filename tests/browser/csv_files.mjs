// CSV files for the stories: good ones, unusual ones with the words for how they were read, and one
// of each kind that the page must refuse, with the words that the refusal must contain.
import { gzipSync } from 'node:zlib';

// A plain "7" in 0–255, so that real networks have something to read.
export function sevenAt(row, column) {
  if (row >= 6 && row <= 8 && column >= 7 && column <= 20) return 255;
  const stroke = 20 - Math.round((row - 8) * 0.55);
  return row > 8 && row <= 23 && Math.abs(column - stroke) <= 1 ? 240 : 0;
}

const SQUARE = { rows: 28, columns: 28, delimiter: ',', newline: '\n' };
export function csv(valueAt = sevenAt, options = {}) {
  const { rows, columns, delimiter, newline } = { ...SQUARE, ...options };
  return (
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => valueAt(row, column)).join(delimiter),
    ).join(newline) + newline
  );
}

// The strokes of an N: no digit, and nothing that the networks have ever seen.
export const letter = (row, column) =>
  row >= 5 &&
  row <= 22 &&
  ([7, 8, 19, 20].includes(column) || Math.abs(column - 7 - (row - 5) * 0.75) < 1.5)
    ? 250
    : 0;

export const file = (name, content) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});
export const goodBytes = file('digit.csv', csv());
const unit = (row, column) => sevenAt(row, column) / 255;
export const goodUnits = file(
  'digit01.csv',
  csv((row, column) => unit(row, column).toFixed(6)),
);
export const darkOnWhite = file(
  'inverted.csv',
  csv((row, column) => 255 - sevenAt(row, column)),
);

// The seven as a resampling program leaves it: overshooting at its edges to 1.2 and -0.2 of full
// ink, as the kernels of cubic splines and of Lanczos make it do.
const resampledAt = (row, column) =>
  1.43 * unit(row, column) -
  0.1075 *
    (unit(row - 1, column) + unit(row + 1, column) + unit(row, column - 1) + unit(row, column + 1));
const emptyEnds = `${csv(sevenAt, { newline: ',,\r\n' })},,,\r\n`;

// [what, file, scale, pixel 10 of row 7 as it must arrive, the words for how it was read]
export const unusual = [
  [
    '0–1 that overshoots',
    file(
      'spline.csv',
      csv((...at) => resampledAt(...at).toExponential(18)),
    ),
    '0-1',
    255,
    /values beyond 0–1, from -0\.\d+ to 1\.\d+, were clipped: resampling/,
  ],
  [
    '0–255 that overshoots',
    file(
      'lanczos.csv',
      csv((...at) => (255 * resampledAt(...at)).toFixed(6)),
    ),
    '0-255',
    255,
    /values beyond 0–255, from -\d+\.\d+ to \d+\.\d+, were clipped/,
  ],
  [
    'a maximum of 1.00002',
    file(
      'max.csv',
      csv((row, column) => (1.00002 * unit(row, column)).toFixed(6)),
    ),
    '0-1',
    255,
    /up to 1\.00002/,
  ],
  [
    'empty columns and rows at the end',
    file('excel.csv', emptyEnds),
    '0-255',
    255,
    /2 empty columns at the end were left out\. 1 empty row at the end was left out\./,
  ],
  ['a DOS end of file', file('dos.csv', `${csv()}\x1a`), '0-255', 255, /Ctrl-Z/],
];

// The same CSV with one cell replaced; row and column count from 1.
const withCell = (row, column, value) =>
  csv((r, c) => (r === row - 1 && c === column - 1 ? value : sevenAt(r, c)));
const withRow = (row, change) =>
  csv()
    .split('\n')
    .map((line, i) => (i === row - 1 ? change(line) : line))
    .join('\n');
const numbers = (count) => Array.from({ length: count }, (_, i) => i);
const lines = csv().trimEnd().split('\n');
const pandas = [`,${numbers(28).join(',')}`, ...lines.map((line, i) => `${i},${line}`)].join('\n');
const workbook = Buffer.from('PK\x03\x04\x14\x00\x06\x00xl/workbook.xml', 'latin1');
const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv(), 'utf16le')]);
const spaced = (newline) => csv(sevenAt, { delimiter: ' ', newline }).trimEnd();

export const bad = [
  ['an empty file', file('empty.csv', ''), /empty/],
  ['more than 1 MB', file('large.csv', '0,'.repeat(600_000)), /1 MB/],
  ['a name that is not .csv', file('digit.txt', csv()), /digit\.txt is not a \.csv file/],
  ['a header row', file('header.csv', `${numbers(28).join(',')}\n${csv()}`), /header.*Remove it/],
  ['index and header of pandas', file('pandas.csv', pandas), /index=False/],
  ['27 rows', file('rows.csv', csv(sevenAt, { rows: 27 })), /27 rows/],
  ['29 columns', file('columns.csv', csv(sevenAt, { columns: 29 })), /29 values; 28 are needed/],
  [
    'a row that is too short',
    file(
      'ragged.csv',
      withRow(7, (line) => line.split(',').slice(1).join(',')),
    ),
    /Row 7 has 27 values; 28 are needed/,
  ],
  [
    '784 values in one row',
    file(
      'flat.csv',
      csv(() => 0, { rows: 1, columns: 784 }),
    ),
    /reshape/,
  ],
  ['784 values in one column', file('column.csv', '0\n'.repeat(784)), /reshape/],
  [
    'a label before 784 values',
    file(
      'label.csv',
      csv(() => 0, { rows: 1, columns: 785 }),
    ),
    /label/,
  ],
  ['an empty cell', file('hole.csv', withCell(3, 9, '')), /Row 3, column 9/],
  ['not a number', file('nan.csv', withCell(28, 28, 'NaN')), /Row 28, column 28.*NaN/],
  ['infinity', file('inf.csv', withCell(1, 1, 'inf')), /Row 1, column 1.*inf/],
  ['a word', file('word.csv', withCell(5, 6, 'ink')), /Row 5, column 6.*ink/],
  ['hexadecimal', file('hex.csv', withCell(2, 2, '0xFF')), /Row 2, column 2.*0xFF/],
  ['an underscore', file('underscore.csv', withCell(2, 3, '1_0')), /Row 2, column 3.*1_0/],
  ['a typographic minus', file('minus.csv', withCell(4, 4, '−5')), /Row 4, column 4/],
  ['a negative value', file('negative.csv', withCell(9, 10, '-3')), /Row 9, column 10.*-3/],
  [
    'a negative value with an exponent',
    file('tiny.csv', withCell(9, 10, '-2.363909945572054344e-25')),
    /Row 9, column 10.*-2.*e-25/,
  ],
  ['a value above 255', file('bright.csv', withCell(11, 12, '256')), /Row 11, column 12.*256/],
  [
    'a blank picture',
    file(
      'blank.csv',
      csv(() => 0),
    ),
    /blank/,
  ],
  ['an Excel workbook', file('book.csv', workbook), /Excel workbook/],
  ['a PNG', file('picture.csv', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')), /PNG/],
  ['a PDF', file('paper.csv', '%PDF-1.7\n'), /PDF/],
  ['gzip', file('zipped.csv', gzipSync(csv())), /gzip/i],
  ['UTF-16', file('wide.csv', wide), /UTF-16/],
  ['PGM text', file('pgm.csv', `P2\n# GIMP\n28 28\n255\n${spaced('\n')}`), /PGM.*header/],
  [
    'JSON',
    file('json.csv', JSON.stringify(lines.map((line) => line.split(',').map(Number)))),
    /JSON.*without brackets/,
  ],
  ['a printed array', file('print.csv', `[[${spaced(']\n [')}]]`), /NumPy.*savetxt/],
  ['a MATLAB literal', file('matlab.csv', `x = [${spaced('; ')}];`), /MATLAB.*writematrix/],
  [
    'a C array',
    file('c.csv', `int x[28][28] = {\n{${csv(sevenAt, { newline: '},\n{' })}}};`),
    /as C and its kin.*braces/,
  ],
  ["Octave's text", file('octave.csv', `# name: x\n# type: matrix\n${spaced('\n')}`), /Octave/],
  ['a comment line', file('comment.csv', `# by hand\n${csv()}`), /Row 1 is a comment.*Remove it/],
  [
    'rows in quotes',
    file('quoted.csv', lines.map((line) => `"${line}"`).join('\n')),
    /each row in quotes.*remove the quotes/,
  ],
];
