// Covers shell/build/page_report: what the article quotes stays, what nobody reads goes, and a
// quotation of what goes stops the build.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pageReport, quoted } from '../../../shell/build/page_report.mjs';

const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url));
const whole = JSON.parse(read('weights/report.json'));
const article = read('web/article/article.md').toString('utf8');
const shorter = (report, text = article) =>
  JSON.parse(Buffer.from(pageReport(Buffer.from(JSON.stringify(report)), text)).toString('utf8'));
const at = (report, path) =>
  path
    .split('.')
    .reduce(
      (node, step) => (step === 'count' && Array.isArray(node) ? node.length : node?.[step]),
      report,
    );

test('every value that the article quotes is the same in the shorter report', () => {
  const report = shorter(whole);
  assert.ok(quoted(article).length > 100);
  for (const path of quoted(article)) assert.deepEqual(at(report, path), at(whole, path), path);
});

test('what nobody reads is gone, and nothing is added or changed', () => {
  const report = shorter(whole);
  assert.equal(report.studies.templates, undefined);
  assert.equal(report.studies.sweep.best, undefined);
  assert.deepEqual(report.networks.cnn.test.confusion, whole.networks.cnn.test.confusion);
  const runs = ({ columns, rows }) =>
    rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
  const [shown, all] = [runs(report.studies.sweep), runs(whole.studies.sweep)];
  assert.equal(shown.length, all.length);
  shown.forEach((run, i) => {
    assert.ok('validation_accuracy' in run && !('validation_loss' in run));
    for (const [name, value] of Object.entries(run)) assert.deepEqual(value, all[i][name]);
  });
});

test('an article that quotes what is left out is refused by name', () => {
  const refuses = (text, words) => assert.throws(() => shorter(whole, text), words);
  refuses(
    '{{report.studies.sweep.best.0.test_accuracy|percent2}}',
    /report\.studies\.sweep\.best\.0\.test_accuracy.*"studies\.sweep\.best"/,
  );
  refuses(
    '{{report.networks.linear.recipe.optimizer.kind|text}}',
    /"networks\.\*\.recipe\.optimizer"/,
  );
  refuses('{{report.studies.size.rows.count|integer}}', /studies\.size\.rows/);
});

test('a report without studies stays one', () => {
  const { studies, ...bare } = whole;
  assert.ok(studies);
  assert.equal(shorter(bare, '').studies, undefined);
});
