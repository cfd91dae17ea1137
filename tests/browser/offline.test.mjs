// The hosted page as an app: what is kept for use without a network, how a new
// build comes in, and what happens when a host serves a mixture.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { demoList } from '../../shell/build/accounts_file.mjs';
import { readFolder, seal, siteFiles, writeSite } from '../../shell/build/seal.mjs';
import { goodBytes } from './csv_files.mjs';
import { root, signIn, siteDir, statusOf, story, waitForStatus } from './harness.mjs';

const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function copyOfSite(name) {
  const site = join(folder, name);
  cpSync(siteDir, site, { recursive: true });
  return site;
}

// The same page sealed once more: new keys, so a new build.
async function publishAnew(site) {
  const sealed = await seal(readFolder(`${root}/build/web/payload`), await demoList());
  writeSite(site, await siteFiles(sealed, `${root}/build/web/gate_fonts`));
}

const installed = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
const version = (page) => page.evaluate(async () => (await caches.keys()).join());

// Visits a page whose build has been replaced: until only the new one is kept, and the page has
// loaded itself once more.
async function takesOver(page) {
  const before = await version(page);
  let loads = 0;
  page.on('load', () => {
    ++loads;
  });
  await page.reload();
  for (const end = Date.now() + 90_000; ;) {
    const now = await version(page).catch(() => before); // it fails while the page loads anew
    if (loads >= 2 && now && now !== before && !now.includes(',')) return;
    assert.ok(Date.now() < end, `after ${loads} loads the page keeps ${now}, before ${before}`);
  }
}

story(
  'after one visit the page opens, signs in and classifies without a network',
  async ({ page }) => {
    await installed(page);
    await page.context().setOffline(true);
    await page.reload();
    await signIn(page);
    await page.setInputFiles('#file', goodBytes);
    await waitForStatus(page, ({ state }) => state === 'result');
  },
);

copyOfSite('host/a/deep/folder');
writeFileSync(join(folder, 'host/index.html'), 'another page of the host');
story(
  'a sub-folder of a host serves as well as its root',
  { visit: false, site: join(folder, 'host') },
  async ({ page, url }) => {
    await page.goto(`${url}a/deep/folder/`);
    await installed(page);
    await page.context().setOffline(true);
    await page.reload();
    await signIn(page);
  },
);

const renewed = copyOfSite('renewed');
story(
  'a new build is picked up by the next visit, whole',
  { site: renewed },
  async ({ page, url }) => {
    await installed(page);
    await publishAnew(renewed);
    await takesOver(page);
    await page.context().setOffline(true);
    const other = await page.context().newPage();
    await other.goto(url);
    await signIn(other);
  },
);

const besides = copyOfSite('besides/page');
writeFileSync(join(folder, 'besides/index.html'), 'another page of the origin');
writeFileSync(join(besides, 'other.html'), 'another page of the folder');
story(
  'windows of other pages of the origin do not hold back a new build',
  { visit: false, site: join(folder, 'besides') },
  async ({ page, url }) => {
    const address = `${url}page/`;
    for (const other of [url, `${address}other.html`]) {
      await (await page.context().newPage()).goto(other);
    }
    await page.goto(address);
    await installed(page);
    await publishAnew(besides);
    await takesOver(page);
  },
);

story('what the host forbids, a page from the device forbids as well', async ({ page }) => {
  await installed(page);
  const answer = await page.reload();
  assert.ok(answer.fromServiceWorker());
  assert.match(await answer.headerValue('content-security-policy'), /frame-ancestors 'self'/);
});

const working = copyOfSite('working');
story('a new build waits while someone is signed in', { site: working }, async ({ page, url }) => {
  await installed(page);
  await page.reload();
  await signIn(page);
  await publishAnew(working);
  const other = await page.context().newPage();
  await other.goto(url);
  await other.evaluate(() =>
    navigator.serviceWorker.getRegistration().then((registration) => registration.update()),
  );
  await other.waitForFunction(() =>
    navigator.serviceWorker.getRegistration().then(({ waiting }) => Boolean(waiting)),
  );
  assert.notEqual(await statusOf(page), null);
  await page.setInputFiles('#file', goodBytes);
  await waitForStatus(page, ({ state }) => state === 'result');
});

const mixed = copyOfSite('mixed');
writeFileSync(
  `${mixed}/gate.css`,
  `${readFileSync(`${mixed}/gate.css`)}\n/* of another build */\n`,
);
story(
  'a mixture of builds is not kept, and the page works on from the network',
  { site: mixed },
  async ({ page }) => {
    const end = await page.evaluate(() =>
      navigator.serviceWorker.register('sw.js').then(
        ({ installing }) =>
          new Promise((done) => {
            installing.addEventListener('statechange', () => done(installing.state));
          }),
      ),
    );
    assert.equal(end, 'redundant');
    assert.equal(await version(page), '');
    await signIn(page);
  },
);

story('the page can be installed: manifest and icon arrive', async ({ page, url }) => {
  const manifest = await page.evaluate(async () =>
    (await fetch(document.querySelector('link[rel=manifest]').href)).json(),
  );
  assert.equal(new URL(manifest.start_url, url).href, url);
  const icon = await page.evaluate(
    async (src) => await (await fetch(src)).text(),
    manifest.icons[0].src,
  );
  assert.match(icon, /^<svg/);
});
