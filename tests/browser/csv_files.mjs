// CSV files for the stories: good ones, and one of each kind that the page must
// refuse, with the words that the refusal must contain.
import { gzipSync } from 'node:zlib';

// A plain "7" in 0–255, so that real networks have something to read.
export function sevenAt(row, column) {
  if (row >= 6 && row <= 8 && column >= 7 && column <= 20) return 255;
  const stroke = 20 - Math.round((row - 8) * 0.55);
  return row > 8 && row <= 23 && Math.abs(column - stroke) <= 1 ? 240 : 0;
}

export function csv(valueAt = sevenAt, { rows = 28, columns = 28, delimiter = ',', newline = '\n' } = {}) {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => valueAt(row, column)).join(delimiter)).join(newline) + newline;
}

// The strokes of an N: no digit, and nothing that the networks have ever seen.
export const letter = (row, column) => (row >= 5 && row <= 22 && (column === 7 || column === 8 || column === 19 || column === 20
  || Math.abs(column - 7 - (row - 5) * 0.75) < 1.5) ? 250 : 0);

export const file = (name, content) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
export const goodBytes = file('digit.csv', csv());
export const goodUnits = file('digit01.csv', csv((row, column) => (sevenAt(row, column) / 255).toFixed(6)));
export const darkOnWhite = file('inverted.csv', csv((row, column) => 255 - sevenAt(row, column)));

// The same CSV with one cell replaced; row and column count from 1.
const withCell = (row, column, value) => csv((r, c) => (r === row - 1 && c === column - 1 ? value : sevenAt(r, c)));
const withRow = (row, change) => csv().split('\n').map((line, i) => (i === row - 1 ? change(line) : line)).join('\n');
const numbers = (count) => Array.from({ length: count }, (_, i) => i);

export const bad = [
  ['an empty file', file('empty.csv', ''), /empty/],
  ['more than 1 MB', file('large.csv', '0,'.repeat(600_000)), /1 MB/],
  ['a name that is not .csv', file('digit.txt', csv()), /digit\.txt is not a \.csv file/],
  ['a header row', file('header.csv', `${numbers(28).join(',')}\n${csv()}`), /header.*Remove it/],
  ['index and header of pandas', file('pandas.csv', `,${numbers(28).join(',')}\n${csv().trimEnd().split('\n').map((line, i) => `${i},${line}`).join('\n')}\n`), /index=False/],
  ['27 rows', file('rows.csv', csv(sevenAt, { rows: 27 })), /27 rows/],
  ['29 columns', file('columns.csv', csv(sevenAt, { columns: 29 })), /29 values; 28 are needed/],
  ['a row that is too short', file('ragged.csv', withRow(7, (line) => line.split(',').slice(1).join(','))), /Row 7 has 27 values; 28 are needed/],
  ['784 values in one row', file('flat.csv', `${numbers(784).map(() => 0).join(',')}\n`), /reshape/],
  ['784 values in one column', file('column.csv', '0\n'.repeat(784)), /reshape/],
  ['a label before 784 values', file('label.csv', `7,${numbers(784).map(() => 0).join(',')}\n`), /label/],
  ['an empty cell', file('hole.csv', withCell(3, 9, '')), /Row 3, column 9/],
  ['not a number', file('nan.csv', withCell(28, 28, 'NaN')), /Row 28, column 28.*NaN/],
  ['infinity', file('inf.csv', withCell(1, 1, 'inf')), /Row 1, column 1.*inf/],
  ['a word', file('word.csv', withCell(5, 6, 'ink')), /Row 5, column 6.*ink/],
  ['hexadecimal', file('hex.csv', withCell(2, 2, '0xFF')), /Row 2, column 2.*0xFF/],
  ['an underscore', file('underscore.csv', withCell(2, 3, '1_0')), /Row 2, column 3.*1_0/],
  ['a typographic minus', file('minus.csv', withCell(4, 4, '−5')), /Row 4, column 4/],
  ['a negative value', file('negative.csv', withCell(9, 10, '-3')), /Row 9, column 10.*-3/],
  ['a value above 255', file('bright.csv', withCell(11, 12, '256')), /Row 11, column 12.*256/],
  ['a blank picture', file('blank.csv', csv(() => 0)), /blank/],
  ['an Excel workbook', file('book.csv', Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('\x14\x00\x06\x00xl/workbook.xml', 'latin1')])), /Excel|workbook|archive/i],
  ['a PNG', file('picture.csv', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')), /PNG/],
  ['a PDF', file('paper.csv', '%PDF-1.7\n'), /PDF/],
  ['gzip', file('zipped.csv', gzipSync(csv())), /gzip/i],
  ['UTF-16', file('wide.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv(), 'utf16le')])), /UTF-16/],
];
