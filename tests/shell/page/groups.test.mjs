// shell/page/groups.js: where an arrow key leads among places of a group.
import assert from 'node:assert/strict';
import test from 'node:test';
import { moveInGroup } from '../../../shell/page/groups.js';

// Cells of a 4 × 4 grid, 10 px each, some missing:
//   a . b c
//   . d . .
//   e . f .
const cell = (id, row, column) => ({ id, x: 10 * column, y: 10 * row, w: 10, h: 10 });
const members = [
  cell('a', 0, 0),
  cell('b', 0, 2),
  cell('c', 0, 3),
  cell('d', 1, 1),
  cell('e', 2, 0),
  cell('f', 2, 2),
];
const move = (id, key, ctrlKey = false) =>
  moveInGroup(
    members,
    members.find((member) => member.id === id),
    { key, ctrlKey },
  )?.id;

test('left and right follow the reading order and stop at the ends', () => {
  assert.equal(move('a', 'ArrowRight'), 'b');
  assert.equal(move('c', 'ArrowRight'), 'd');
  assert.equal(move('d', 'ArrowLeft'), 'c');
  assert.equal(move('a', 'ArrowLeft'), undefined);
  assert.equal(move('f', 'ArrowRight'), undefined);
});

test('up and down stay in the column, past empty rows, or take the nearest one', () => {
  assert.equal(move('a', 'ArrowDown'), 'e');
  assert.equal(move('f', 'ArrowUp'), 'b');
  assert.equal(move('c', 'ArrowDown'), 'd');
  assert.equal(move('d', 'ArrowDown'), 'e');
  assert.equal(move('a', 'ArrowUp'), undefined);
  assert.equal(move('e', 'ArrowDown'), undefined);
});

test('Home and End go to the ends of the row, with Ctrl to those of all', () => {
  assert.equal(move('b', 'Home'), 'a');
  assert.equal(move('a', 'End'), 'c');
  assert.equal(move('f', 'Home', true), 'a');
  assert.equal(move('a', 'End', true), 'f');
});

test('other keys lead nowhere', () => {
  for (const key of ['Tab', 'Enter', ' ', 'PageDown', 'x']) assert.equal(move('a', key), undefined);
});
