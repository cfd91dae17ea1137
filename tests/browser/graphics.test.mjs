// Stories of the canvas as a canvas: stillness, a lost context, changing density,
// keys that belong to the browser. In Chromium, against the built and sealed site.
import assert from 'node:assert/strict';
import { goodBytes } from './csv_files.mjs';
import { frames, settled, signIn, statusOf, story, waitForStatus } from './harness.mjs';

// Counts what the page asks for; what the stories ask for does not count.
const countFrames = (page) =>
  page.addInitScript(() => {
    const original = window.requestAnimationFrame.bind(window);
    window.askedFrames = 0;
    window.uncountedFrame = original;
    window.requestAnimationFrame = (callback) => {
      ++window.askedFrames;
      return original(callback);
    };
  });

// Three seconds of a screen in which nothing is drawn and nothing is asked for.
async function assertStill(page, what) {
  const drawn = await settled(page);
  const asked = await page.evaluate(() => window.askedFrames);
  await frames(page, 180);
  assert.equal((await statusOf(page)).frames, drawn, `${what}: frames drawn`);
  assert.equal(await page.evaluate(() => window.askedFrames), asked, `${what}: frames asked for`);
}

story(
  'a still page draws and asks for no frames: at first, after scrolling, with a result',
  async ({ page }) => {
    await countFrames(page);
    await page.reload();
    await signIn(page);
    await assertStill(page, 'at first');
    const before = (await statusOf(page)).frames;
    await page.mouse.wheel(0, 300);
    await page.waitForFunction(
      (count) => JSON.parse(window.secondOpinion.status()).frames > count,
      before,
    );
    await assertStill(page, 'after scrolling');
    await page.setInputFiles('#file', goodBytes);
    await waitForStatus(page, ({ state }) => state === 'result');
    await assertStill(page, 'with a result');
  },
);

story(
  'a still page draws and asks for no frames: drawer open and closed, Reader view',
  { viewport: { width: 390, height: 844 } },
  async ({ page }) => {
    await countFrames(page);
    await page.reload();
    await signIn(page);
    await page.click('#contents');
    await assertStill(page, 'drawer open');
    await page.keyboard.press('Escape');
    await assertStill(page, 'drawer closed');
    await page.click('#reader-view');
    await assertStill(page, 'Reader view');
  },
);

story('a lost graphics context comes back and the page looks as before', async ({ page, url }) => {
  await page.goto(`${url}#baseline`);
  await page.reload();
  await signIn(page);
  for (const id of ['baseline', 'mix-ups']) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, id);
    await settled(page);
    const before = await page.screenshot();
    await page.evaluate(
      () =>
        new Promise((done) => {
          const canvas = document.querySelector('#canvas');
          const extension = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
          canvas.addEventListener('webglcontextrestored', done, { once: true });
          canvas.addEventListener(
            'webglcontextlost',
            () => setTimeout(() => extension.restoreContext()),
            { once: true },
          );
          extension.loseContext();
        }),
    );
    await settled(page);
    assert.ok(before.equals(await page.screenshot()), `#${id} looks different`);
  }
});

story(
  'another density, as after moving the window to another screen, is drawn crisply',
  async ({ page }) => {
    await signIn(page);
    await settled(page);
    const metrics = await page.context().newCDPSession(page);
    for (const deviceScaleFactor of [2, 1.5, 1]) {
      const { frames: before } = await statusOf(page);
      await metrics.send('Emulation.setDeviceMetricsOverride', {
        width: 1280,
        height: 800,
        deviceScaleFactor,
        mobile: false,
      });
      // An emulated change of the density sends no event; the next frame notices it.
      await page.mouse.move(400 + deviceScaleFactor, 300);
      await page.waitForFunction((ratio) => {
        const canvas = document.querySelector('#canvas');
        return (
          devicePixelRatio === ratio && Math.abs(canvas.width - canvas.clientWidth * ratio) < 1
        );
      }, deviceScaleFactor);
      await settled(page);
      assert.ok((await statusOf(page)).frames > before, `drawn again at ${deviceScaleFactor}`);
    }
  },
);

story('zoom and the other keys of the browser are never taken away', async ({ page }) => {
  await signIn(page);
  const taken = await page.evaluate(() => {
    const targets = [
      document.body,
      document.querySelector('#canvas'),
      document.querySelector('#controls [data-control*=":digit:"]'),
    ];
    const keys = [
      ['+', 'ctrlKey'],
      ['-', 'ctrlKey'],
      ['0', 'ctrlKey'],
      ['=', 'metaKey'],
      ['f', 'ctrlKey'],
      ['ArrowLeft', 'altKey'],
      ['F5'],
      ['F11'],
      ['F12'],
      ['Tab'],
      [' '],
      ['PageDown'],
    ];
    const events = keys.map(
      ([key, modifier]) =>
        () =>
          new KeyboardEvent('keydown', {
            key,
            [modifier ?? 'repeat']: Boolean(modifier),
            bubbles: true,
            cancelable: true,
          }),
    );
    events.push(
      () => new WheelEvent('wheel', { deltaY: 10, ctrlKey: true, bubbles: true, cancelable: true }),
      () => new WheelEvent('wheel', { deltaY: 10, bubbles: true, cancelable: true }),
    );
    return targets.flatMap((target) =>
      events
        .map((make) => make())
        .filter((event) => !target.dispatchEvent(event))
        .map(({ type, key }) => `${target.id || target.tagName}: ${type} ${key}`),
    );
  });
  assert.deepEqual(taken, []);
  assert.doesNotMatch(
    await page.getAttribute('meta[name=viewport]', 'content'),
    /user-scalable|maximum-scale/,
  );
});

// How round the top left corner of a drawn, filled box is: the distances, in device pixels, from
// the corner's centre to where its colour begins, for every degree but the first and the last.
function cornerRadii(page, shot, side, radius) {
  return page.evaluate(
    async ([url, side, radius]) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), {
        width: image.width,
        height: image.height,
      });
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const scale = image.width / side;
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const at = (x, y) => data[4 * (Math.floor(y) * image.width + Math.floor(x))];
      const between = (x, y) => {
        // pixels count from their middles
        const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
        const [u, v] = [x - 0.5 - left, y - 0.5 - top];
        return (
          (1 - v) * ((1 - u) * at(left, top) + u * at(left + 1, top)) +
          v * ((1 - u) * at(left, top + 1) + u * at(left + 1, top + 1))
        );
      };
      const centre = (side / 2 + radius) * scale; // the box begins in the middle of the picture
      const [paper, box] = [at(1, 1), at(image.width - 2, image.height - 2)];
      const radii = [];
      for (let degree = 3; degree <= 87; ++degree) {
        const [x, y] = [Math.cos((degree * Math.PI) / 180), Math.sin((degree * Math.PI) / 180)];
        let r = radius * scale + 4;
        while (
          Math.abs(between(centre - r * x, centre - r * y) - paper) <
          Math.abs(box - paper) / 2
        )
          r -= 0.02;
        radii.push(r);
      }
      return radii;
    },
    [`data:image/png;base64,${shot.toString('base64')}`, side, radius],
  );
}

story('round corners are round on a dense screen', { deviceScaleFactor: 3 }, async ({ page }) => {
  const [radius, side] = [8, 24]; // of the button, and of the square around its corner, CSS px
  await signIn(page);
  await page.evaluate(() => {
    location.hash = 'try';
  });
  await settled(page);
  const place = await page.locator('#upload').boundingBox();
  const clip = { x: place.x - side / 2, y: place.y - side / 2, width: side, height: side };
  const radii = await cornerRadii(page, await page.screenshot({ clip }), side, radius);
  const spread = Math.max(...radii) - Math.min(...radii);
  assert.ok(
    Math.abs(Math.max(...radii) - 3 * radius) < 1,
    `the corner is where it should be: ${radii}`,
  );
  assert.ok(spread < 0.6, `${spread.toFixed(2)} device pixels between its corners and its sides`);
});
