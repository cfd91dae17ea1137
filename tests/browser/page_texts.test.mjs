// The step of the build that fills in the article and cuts down the report,
// web/platform/page_texts, as shell/serve.sh runs it: under Node. What it makes is what the visitor
// of the built site gets.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tool = join(root, 'build/web/bin/page_texts.cjs');
const article = join(root, 'web/article/article.md');
const report = JSON.parse(readFileSync(join(root, 'weights/report.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'page-texts-'));
after(() => rmSync(folder, { recursive: true }));

function make(changed, text = readFileSync(article, 'utf8')) {
  const [from, words] = [join(folder, 'report.json'), join(folder, 'article.md')];
  writeFileSync(from, JSON.stringify(changed));
  writeFileSync(words, text);
  const out = join(folder, 'out');
  const { status, stderr } = spawnSync('node', [tool, words, from, out], { encoding: 'utf8' });
  const read = (name) => (status === 0 ? readFileSync(join(out, name), 'utf8') : '');
  return { status, stderr, article: read('article.md'), report: read('report.json') };
}

test('the payload holds exactly what the step makes of the shipped article and report', () => {
  const made = make(report);
  assert.equal(made.status, 0, made.stderr);
  assert.equal(made.stderr, '');
  const payload = (name) => readFileSync(join(root, 'build/web/payload', name), 'utf8');
  assert.equal(made.article, payload('article.md'));
  assert.equal(made.report, payload('report.json'));
  assert.doesNotMatch(made.article, /\{\{/);
});

test('a study that is missing costs its part of the article, and the builder is told', () => {
  const { ablation, stress, ...studies } = report.studies;
  assert.ok(ablation && stress);
  const made = make({ ...report, studies });
  assert.equal(made.status, 0, made.stderr);
  assert.match(made.stderr, /the section "### What worked.*the report lacks studies\.ablation/);
  assert.match(made.stderr, /the section "## Other people.*the report lacks studies\.stress/);
  assert.doesNotMatch(made.article, /### What worked|## Other people/);
  assert.match(made.article, /### A search by brute force/);
});

test('a wrong name stops the build with what there is', () => {
  const made = make(report, '# T\n\n{{report.studies.ablation.sgdd.accuracy|percent1}}\n');
  assert.equal(made.status, 1);
  assert.match(made.stderr, /line 3: report\.studies\.ablation has no "sgdd"; there are .*\bsgd\b/);
});

test('a damaged report stops the build with the path', () => {
  const networks = { ...report.networks, cnn: { ...report.networks.cnn, bytes: 'many' } };
  const made = make({ ...report, networks });
  assert.equal(made.status, 1);
  assert.match(made.stderr, /report\.json: networks\.cnn\.bytes: must be a whole number/);
});
