// WebKit, Safari's engine, for browser stories: Debian's WebKitGTK over plain WebDriver, with an
// empty profile on a screen of its own. It cannot show what only Apple's systems have: touch, a
// real GPU, Lockdown Mode.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { virtualScreen } from './virtual_screen.mjs';

const BROWSER = process.env.WEBKIT ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const DRIVER = 'WebKitWebDriver';
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'; // WebDriver's key of an element's reference
const PATIENCE = 90_000;

// Why no story can be told here; false when they can.
export function webkitIsMissing() {
  const onPath = (name) =>
    (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
  const missing = [DRIVER, 'Xvfb'].filter((name) => !onPath(name));
  if (!existsSync(BROWSER)) missing.push(BROWSER);
  if (missing.length === 0) return false;
  return `${missing.join(', ')} not found: install webkit2gtk-driver and xvfb`;
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

function startDriver(port, home, screen) {
  const folders = Object.fromEntries(
    ['CACHE', 'CONFIG', 'DATA'].map((name) => [`XDG_${name}_HOME`, join(home, name.toLowerCase())]),
  );
  return spawn(DRIVER, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...screen.environment,
      ...folders,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
    },
  });
}

// One command of WebDriver's. A session that the browser cannot open hangs, hence the limit.
async function command(base, method, path, body) {
  const answer = await fetch(`${base}${path}`, {
    method,
    signal: AbortSignal.timeout(PATIENCE),
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}

async function openSession(base, flags) {
  for (const end = Date.now() + PATIENCE; ; await sleep(50)) {
    if (
      await command(base, 'GET', '/status').then(
        () => true,
        () => false,
      )
    )
      break;
    if (Date.now() > end) throw new Error(`${DRIVER} does not answer`);
  }
  const options = { binary: BROWSER, args: ['--automation', ...flags] };
  const { sessionId } = await command(base, 'POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  return `${base}/session/${sessionId}`;
}

// The session as a page, with those names of Playwright's that the harness uses.
function pageOf(session) {
  const get = (path) => command(session, 'GET', path);
  const post = (path, body) => command(session, 'POST', path, body);
  const find = async (selector) =>
    (await post('/element', { using: 'css selector', value: selector }))[ELEMENT];
  return {
    goto: (url) => post('/url', { url }),
    goBack: () => post('/back'),
    goForward: () => post('/forward'),
    evaluate: (run, ...given) =>
      post('/execute/sync', { script: `return (${run}).apply(null, arguments)`, args: given }),
    click: async (selector) => post(`/element/${await find(selector)}/click`),
    fill: async (selector, text) => post(`/element/${await find(selector)}/value`, { text }),
    setInputFiles: async (selector, path) =>
      post(`/element/${await find(selector)}/value`, { text: path }),
    screenshot: async () => Buffer.from(await get('/screenshot'), 'base64'),
    setViewport: async (width, height) => {
      // The address bar belongs to the window: it is measured and added.
      await post('/window/rect', { width, height });
      const inner = await post('/execute/sync', { script: 'return innerHeight', args: [] });
      await post('/window/rect', { width, height: 2 * height - inner });
    },
  };
}

// flags: of the browser's own. → the page, and end(), which closes it and all that it needed.
export async function openWebKit({ flags = [], width = 1280, height = 800 } = {}) {
  const screen = await virtualScreen();
  const home = mkdtempSync(join(tmpdir(), 'second-opinion-webkit-'));
  const port = await freePort();
  const driver = startDriver(port, home, screen);
  let session = null;
  async function end() {
    if (session) await command(session, 'DELETE', '').catch(() => {});
    driver.kill();
    screen.end();
    // A last process of the browser's may still write there.
    try {
      rmSync(home, { recursive: true, force: true, maxRetries: 3, retryDelay: 200 });
    } catch {
      // A process of WebKit's may outlive its browser and still write into its cache. A folder left
      // among the temporary files says nothing about the page.
    }
  }
  try {
    session = await openSession(`http://127.0.0.1:${port}`, flags);
    const page = pageOf(session);
    await page.setViewport(width, height);
    return { page, end };
  } catch (error) {
    await end();
    throw error;
  }
}
