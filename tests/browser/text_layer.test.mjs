// Stories of the text that lies over the drawn words, in Chromium: it fits them, and it is found,
// selected, copied, translated and read as on any page, while figures keep their pointer.
import assert from 'node:assert/strict';
import {
  accessibilityProblems,
  atRest,
  coloursOf,
  picture,
  scrollTo,
  signIn,
  statusOf,
  story,
} from './harness.mjs';
import { find, largestError, textIsReady } from './text_layer.mjs';

async function openText(page) {
  await signIn(page);
  await textIsReady(page);
}

const sections = ['data', 'cnn', 'training', 'results', 'agreement'];

async function fitsEverywhere(page, diagnose) {
  const anchors = JSON.parse(await page.evaluate(() => window.secondOpinion.anchors()));
  let [worst, count] = [{ error: 0 }, 0];
  for (const id of ['', ...sections]) {
    if (id)
      assert.ok(
        anchors.some((anchor) => anchor.id === id),
        `there is no section ${id}`,
      );
    if (id) await scrollTo(page, id);
    await atRest(page);
    const found = await largestError(page, () => picture(page));
    count += found.count;
    if (found.error > worst.error) worst = { ...found, id };
  }
  diagnose(`${count} words, at most ${worst.error.toFixed(2)} px beside (${worst.word})`);
  assert.ok(count > 200, `only ${count} words were compared`);
  assert.ok(worst.error <= 1, JSON.stringify(worst));
}

for (const [width, deviceScaleFactor] of [
  [1280, 1],
  [1280, 1.25],
  [768, 1.5],
  [390, 2],
  [390, 3],
]) {
  story(
    `every word lies on the drawn one, ${width} px at density ${deviceScaleFactor}`,
    { viewport: { width, height: 800 }, deviceScaleFactor },
    async ({ page, diagnose }) => {
      await openText(page);
      await fitsEverywhere(page, diagnose);
    },
  );
}

story('words still fit after a change of width and of colours', async ({ page, diagnose }) => {
  await openText(page);
  await page.setViewportSize({ width: 820, height: 800 });
  await page.click('#theme');
  await atRest(page);
  await textIsReady(page);
  await fitsEverywhere(page, diagnose);
});

story('the search of the browser shows its hits in every section', async ({ page }) => {
  await openText(page);
  const headings = await page.$$eval('#text h2', (all) => all.map((h) => h.textContent));
  assert.ok(headings.length > 8);
  for (const heading of headings) {
    const hit = await find(page, heading);
    assert.ok(hit, `${heading} is not found`);
    assert.ok(hit.isInText && hit.text === heading, JSON.stringify(hit));
    assert.ok(hit.top >= 0 && hit.bottom <= hit.height, `${heading} at ${hit.top}`);
    assert.ok(hit.left >= 0 && hit.right <= hit.width);
  }
  const labels = await page.$$eval('#text .label', (all) =>
    all.map(({ textContent }) => textContent).filter(({ length }) => length > 24),
  );
  assert.ok(labels.length > 10);
  // Over the end of a line, in a table, in figures.
  const many = [
    'Nearly always they agree',
    'Multiplications for one digit',
    ...labels.slice(0, 10),
  ];
  for (const words of many) assert.ok((await find(page, words))?.isInText, words);
  assert.equal(await find(page, 'words that stand nowhere'), null);
});

// The place in the window of one character of a long paragraph.
const placeOf = (page, paragraph, character) =>
  page.evaluate(
    ([number, offset]) => {
      const long = [...document.querySelectorAll('#text > .block > p.text')];
      const element = long.filter(({ textContent }) => textContent.length > 300)[number];
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let left = offset;
      while (walker.nextNode() && left >= walker.currentNode.length)
        left -= walker.currentNode.length;
      const range = document.createRange();
      range.setStart(walker.currentNode, left);
      range.setEnd(walker.currentNode, left + 1);
      const place = range.getBoundingClientRect();
      return { left: place.left, right: place.right, y: (place.top + place.bottom) / 2 };
    },
    [paragraph, character],
  );

const copied = async (page) => {
  await page.keyboard.press('Control+c');
  return page.evaluate(() => navigator.clipboard.readText());
};

const permissions = ['clipboard-read', 'clipboard-write'];

story('paragraphs are selected and copied as they are read', { permissions }, async ({ page }) => {
  await openText(page);
  const [first, second] = await page.$$eval('#text > .block > p.text', (all) =>
    all.map(({ textContent }) => textContent).filter(({ length }) => length > 300),
  );
  const from = first.lastIndexOf(' ', first.length - 90) + 1;
  const to = second.indexOf(' ', 80);
  const { y } = await placeOf(page, 0, from);
  await page.evaluate((by) => window.scrollBy(0, by), y - 200);
  const start = await placeOf(page, 0, from);
  const end = await placeOf(page, 1, to - 1);
  await page.mouse.move(start.left + 0.5, start.y);
  await page.mouse.down();
  // Through the space between two paragraphs and beside them, where a selection must not leap.
  const lengths = [];
  for (let at = start.y; at < end.y; at += 6) {
    await page.mouse.move(end.right + 120, at);
    lengths.push(await page.evaluate(() => document.getSelection().toString().length));
  }
  await page.mouse.move(end.right - 0.5, end.y);
  await page.mouse.up();
  assert.deepEqual(
    lengths.toSorted((a, b) => a - b),
    lengths,
  );
  const expected = `${first.slice(from)}\n\n${second.slice(0, to)}`;
  assert.equal(await copied(page), expected.replaceAll('\u00a0', ' '));
});

story(
  'a double click takes a word, a triple click a paragraph',
  { permissions },
  async ({ page }) => {
    await openText(page);
    const { x, y } = await page.evaluate(() => {
      const line = document.querySelector('#text p .line');
      const { left, top, height } = line.getBoundingClientRect();
      return { x: left + 8, y: top + height / 2 };
    });
    const paragraph = await page.$eval('#text p', ({ textContent }) => textContent);
    await page.mouse.dblclick(x, y);
    assert.equal((await copied(page)).trim(), paragraph.split(' ')[0]);
    await page.mouse.click(x, y, { clickCount: 3 });
    assert.equal((await copied(page)).trim(), paragraph.replaceAll('\u00a0', ' '));
  },
);

story('everything is selected once, in reading order', { permissions }, async ({ page }) => {
  await openText(page);
  await page.mouse.click(640, 420);
  await page.keyboard.press('Control+a');
  const text = await copied(page);
  const headings = await page.$$eval('#text :is(h1, h2)', (all) => all.map((h) => h.textContent));
  const places = headings.map((heading) => text.indexOf(`${heading}\n`));
  assert.deepEqual(
    places.toSorted((a, b) => a - b),
    places,
  );
  assert.ok(!places.includes(-1));
  assert.equal(text.split('Nearly always they agree').length, 2);
  assert.match(text, /\t\d/, 'cells of a table are set apart');
});

story('links are links', async ({ page }) => {
  await openText(page);
  const [first] = await page.$$eval('#text a[href^="#"]', (all) => all.map((a) => a.hash));
  await page.evaluate(() =>
    document.querySelector('#text a[href^="#"]').scrollIntoView({ block: 'center' }),
  );
  const under = await page.evaluate(() => {
    const link = document.querySelector('#text a[href^="#"]');
    const { left, top, width, height } = link.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2) === link;
  });
  assert.ok(under, 'something lies over the link');
  await page.click('#text a[href^="#"]');
  assert.equal(await page.evaluate(() => location.hash), first);
  assert.equal(await page.$$eval('#controls [data-control^="link-"]', (all) => all.length), 0);
  for (const target of await page.$$eval('#text a[href^="http"]', (all) =>
    all.map((a) => a.target),
  )) {
    assert.equal(target, '_blank');
  }
});

story('a translation takes the place of the drawn words', async ({ page }) => {
  await openText(page);
  const clip = { x: 320, y: 210, width: 640, height: 180 };
  const original = (await page.screenshot({ clip })).toString('base64');
  const before = await page.$eval('#text .block:nth-child(2)', (block) => block.innerHTML);
  await page.evaluate(() => {
    // As Google Translate does: the words of a line become one element each.
    for (const line of document.querySelectorAll('#text .block:nth-child(2) .line')) {
      const font = document.createElement('font');
      font.textContent = 'Zwei kleine Netze mit entgegengesetzten Gedanken. ';
      line.replaceChildren(font);
    }
  });
  await page.waitForSelector('#text .block:nth-child(2).replaced');
  await atRest(page);
  const { color, overflow } = await page.$eval('#text .block:nth-child(2) p', (p) => ({
    color: getComputedStyle(p).color,
    overflow: p.scrollHeight - p.parentElement.clientHeight,
  }));
  assert.notEqual(color, 'rgba(0, 0, 0, 0)');
  assert.ok(overflow <= 0, `${overflow} px too high`);
  // Nothing of the drawn words is left underneath.
  await page.evaluate(() => {
    document.querySelector('#text').style.visibility = 'hidden';
  });
  const bare = (await page.screenshot({ clip })).toString('base64');
  assert.equal(await coloursOf(page, bare), 1);
  await page.evaluate((html) => {
    document.querySelector('#text').style.visibility = '';
    document.querySelector('#text .block:nth-child(2)').innerHTML = html;
  }, before);
  await page.waitForSelector('#text .block:nth-child(2):not(.replaced)');
  await atRest(page);
  assert.equal((await page.screenshot({ clip })).toString('base64'), original);
});

story('screen readers hear the article once', async ({ page }) => {
  await openText(page);
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const heard = nodes.filter((node) => !node.ignored);
  const headings = heard
    .filter((node) => node.role.value === 'heading')
    .map((node) => node.name.value);
  const said = '#text :is(h1, h2, h3), #reader [data-panel] :is(h2, h3)';
  const drawn = await page.$$eval(said, (all) => all.map((h) => h.textContent));
  assert.deepEqual(headings, drawn);
  const text = heard
    .filter((node) => node.role.value === 'StaticText')
    .map((node) => node.name.value)
    .join('');
  assert.equal(text.split('Nearly always they').length, 2);
  assert.ok(heard.some((node) => node.role.value === 'figure' && node.name.value.length > 40));
  assert.deepEqual(await accessibilityProblems(page), []);
});

story('figures and controls keep their pointer', async ({ page }) => {
  await openText(page);
  await scrollTo(page, 'learning');
  await atRest(page);
  const slider = page.locator('#controls input[type="range"]').first();
  await slider.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await slider.boundingBox();
  const before = await slider.inputValue();
  await page.mouse.click(x + width * 0.8, y + height / 2);
  assert.notEqual(await slider.inputValue(), before);
  const over = (await page.$$('#controls button')).length;
  assert.ok(over > 5);
  const covered = await page.$$eval('#controls :is(button, a, input)', (all) =>
    all
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, { top, bottom }]) => top > 0 && bottom < innerHeight)
      .filter(([element, { left, top, width, height }]) => {
        const at = document.elementFromPoint(left + width / 2, top + height / 2);
        return !element.contains(at);
      })
      .map(([element]) => element.dataset.control ?? element.id),
  );
  assert.deepEqual(covered, []);
});

story('scrolling does no work on the text', async ({ page }) => {
  await openText(page);
  const changes = await page.evaluate(
    () =>
      new Promise((done) => {
        let seen = 0;
        const observer = new MutationObserver((records) => (seen += records.length));
        observer.observe(document.querySelector('#text'), {
          attributes: true,
          childList: true,
          subtree: true,
          characterData: true,
        });
        let steps = 60;
        const step = () => {
          if (steps-- === 0) return done(seen);
          window.scrollBy(0, 100);
          return requestAnimationFrame(step);
        };
        step();
      }),
  );
  assert.equal(changes, 0);
  assert.ok((await statusOf(page)).frames > 0);
});

story('the title of the page names the section that is read', async ({ page }) => {
  await openText(page);
  assert.equal(await page.title(), 'Second Opinion');
  await scrollTo(page, 'results');
  await page.waitForFunction(() => document.title === 'The results · Second Opinion');
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.waitForFunction(() => document.title === 'Second Opinion');
});

story('colours that the system forces are drawn', { forcedColors: 'active' }, async ({ page }) => {
  await openText(page);
  const [paper, ink] = await page.evaluate(() =>
    ['Canvas', 'CanvasText'].map((name) => {
      const probe = document.createElement('i');
      probe.style.color = name;
      document.body.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    }),
  );
  const shown = await page.evaluate(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(640, 180).getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, 640, 180);
      const colours = new Set();
      for (let i = 0; i < data.length; i += 4)
        colours.add(`rgb(${[...data.slice(i, i + 3)].join(', ')})`);
      return [...colours];
    },
    (await page.screenshot({ clip: { x: 320, y: 120, width: 640, height: 180 } })).toString(
      'base64',
    ),
  );
  assert.ok(shown.includes(paper) && shown.includes(ink), `${paper} and ${ink} of ${shown.length}`);
  assert.deepEqual(await accessibilityProblems(page), []);
});

story('the size of text that the visitor has set is drawn', async ({ page, diagnose }) => {
  const session = await page.context().newCDPSession(page);
  await openText(page);
  const [small] = await page.$$eval('#text h1', (all) => all.map((h) => h.getBoundingClientRect()));
  const before = await page.evaluate(() => document.documentElement.scrollHeight);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 20 } });
  await page.waitForFunction((h) => document.documentElement.scrollHeight !== h, before);
  await textIsReady(page);
  await atRest(page);
  const [large] = await page.$$eval('#text h1', (all) => all.map((h) => h.getBoundingClientRect()));
  assert.ok(large.height > small.height * 1.15, `${small.height} px before, ${large.height} after`);
  await fitsEverywhere(page, diagnose);
  // Where the drawing has no room for its list of sections any more, there is the button.
  assert.ok(await page.isVisible('#contents'));
  await page.evaluate(() => window.scrollTo(0, 0)); // further down it hides while one reads on
  await page.click('#contents');
  assert.ok(await page.isVisible('#drawer'));
});
