// Stories of several files at once, in Chromium: the table, refused files among them, sorting, the
// way to a row's result and back, the table as a file, hundreds of files, and memory.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bad, csv, file, goodBytes, goodUnits, letter, sevenAt } from './csv_files.mjs';
import {
  accessibilityProblems,
  control,
  signIn,
  statusOf,
  story,
  transfer,
  waitForStatus,
} from './harness.mjs';
import { pictureOf } from './pictures.mjs';

const isTable = ({ state, batch }) => state === 'result' && batch?.done;
// A control of the drawn page, or the Reader view's own.
const shown = (page, id) =>
  page.locator(`${control(id)}, [data-action="${id}"]`).filter({ visible: true });
const namesOf = ({ batch }) => batch.rows.map(({ name }) => name);

const named = (name, chosen) => ({ ...chosen, name });
const three = [
  named('seven10.csv', goodBytes),
  named('words.csv', bad[13][1]),
  named('seven9.csv', goodUnits),
  file('letter.csv', csv(letter)),
];

for (const view of ['canvas', 'reader'])
  story(`several files give a table, and a refused one stops no other, ${view}`, async (visit) => {
    const { page, problems } = visit;
    await signIn(page);
    if (view === 'reader') await page.click('#reader-view');
    const [dialog] = await Promise.all([page.waitForEvent('filechooser'), page.click('#upload')]);
    await dialog.setFiles(three);
    const status = await waitForStatus(page, isTable, 'the table');
    assert.equal(status.files, 4);
    assert.equal(status.result, null);
    assert.deepEqual(
      namesOf(status),
      three.map(({ name }) => name),
    );
    assert.equal(status.batch.rows[0].cnn.digit, 7);
    assert.match(status.batch.rows[1].refusal, /\w/);
    assert.equal(status.batch.rows[3].verdict, 'no digit?');
    assert.equal(await page.textContent('#alert'), '');
    for (const gone of ['#upload', '#upload-help', '#file'])
      assert.equal(await page.locator(gone).count(), 0, gone);
    assert.equal(await page.locator('#reader .batch tbody tr').count(), 4);

    await shown(page, 'sort-name').click();
    const sorted = await waitForStatus(page, ({ batch }) => batch.columns[0].sort === 'ascending');
    assert.deepEqual(namesOf(sorted), ['letter.csv', 'seven9.csv', 'seven10.csv', 'words.csv']);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      shown(page, 'download-table').click(),
    ]);
    assert.equal(download.suggestedFilename(), 'readings.csv');
    const rows = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    assert.match(rows[2], /^"seven9\.csv",,7,0\.\d+|1\.0+,7,/);
    assert.equal(rows.length, 5);

    await shown(page, 'row-2').click();
    const { result } = await waitForStatus(page, (now) => now.result !== null, 'the row to open');
    assert.equal(result.scale, '0-1');
    assert.equal(await page.getAttribute('#result', 'data-cnn'), '7');
    await page.keyboard.press('Escape');
    await waitForStatus(page, (now) => now.result === null && isTable(now), 'the table again');
    await page.click('#start-over');
    await waitForStatus(page, ({ state, batch }) => state === 'ready' && batch === null);
    assert.ok(await page.isVisible('#upload'));
    assert.deepEqual(problems, []);
  });

story('CSV files and pictures go together', async ({ page }) => {
  await signIn(page);
  const picture = await pictureOf(page, ['42']);
  await transfer(page, 'drop', { files: [goodBytes, picture] });
  const { batch } = await waitForStatus(page, isTable);
  assert.deepEqual(
    batch.rows.map(({ name, cnn }) => [name, cnn.digit]),
    [
      [goodBytes.name, 7],
      ['photo.png, digit 1', 4],
      ['photo.png, digit 2', 2],
    ],
  );
});

story('with all refused the table says why', async ({ page }) => {
  await signIn(page);
  await transfer(page, 'drop', { files: [bad[2][1], bad[13][1]] });
  const { batch, state } = await waitForStatus(page, isTable);
  assert.equal(state, 'result');
  assert.match(batch.says, /None of these files could be read/);
});

const hundreds = (count) =>
  Array.from({ length: count }, (_, i) =>
    file(
      `digit${i}.csv`,
      csv((row, column) => sevenAt(row, column - (i % 7) + 3)),
    ),
  );

story('hundreds of files are read while the page answers, and surveyed in pages', async (visit) => {
  const { page, problems } = visit;
  await signIn(page);
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    const look = () => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
      setTimeout(look);
    };
    look();
  });
  await page.setInputFiles('#file', hundreds(300));
  await waitForStatus(page, ({ batch }) => batch && !batch.done, 'the first files to be read');
  const { batch } = await waitForStatus(page, isTable, 'all files to be read');
  visit.diagnose(`the page was busy for at most ${Math.round(await page.evaluate('longest'))} ms`);
  assert.equal(batch.rows.length, 300);
  assert.equal(await page.locator('#controls [data-control^="row-"]').count(), 12);
  await shown(page, 'page-later').click();
  await shown(page, 'row-12').click();
  await waitForStatus(page, ({ result }) => result !== null);
  await page.keyboard.press('Escape');
  await shown(page, 'row-12').waitFor();
  assert.deepEqual(problems, []);
});

story('more files than are taken are said to be', async ({ page }) => {
  await signIn(page);
  const refused = Array.from({ length: 503 }, (_, i) => file(`words${i}.csv`, 'no digit'));
  await page.setInputFiles('#file', refused);
  const { batch, files } = await waitForStatus(page, isTable, 'all files to be read');
  assert.equal(files, 503);
  assert.equal(batch.rows.length, 500);
  assert.match(batch.details, /Of 503 files the first 500 were taken/);
});

story('a new offer takes the place of one that is still being read', async ({ page }) => {
  await signIn(page);
  await page.setInputFiles('#file', hundreds(120));
  await waitForStatus(page, ({ batch }) => batch && !batch.done);
  await page.setInputFiles('#file', goodBytes);
  const status = await waitForStatus(page, ({ result }) => result !== null);
  assert.equal(status.batch, null);
  assert.equal(status.files, 1);
  await page.click('#start-over');
  await waitForStatus(page, ({ state }) => state === 'ready');
});

story(
  'axe finds nothing with a table, in either view',
  { viewport: { width: 390, height: 844 }, hasTouch: true },
  async ({ page }) => {
    await signIn(page);
    for (const view of ['canvas', 'reader']) {
      if (view === 'reader') await page.click('#reader-view');
      await transfer(page, 'drop', { files: three });
      await waitForStatus(page, isTable);
      await page.waitForFunction(() => document.querySelector('#result').textContent !== '');
      assert.deepEqual(await accessibilityProblems(page), [], view);
      await page.click('#start-over');
      await waitForStatus(page, ({ state }) => state === 'ready');
    }
    assert.equal((await statusOf(page)).files, 8);
  },
);
