// A screen of its own for browsers that draw on one: Xvfb chooses a free display and writes its
// number. Mesa draws on it in software.
import { spawn } from 'node:child_process';

// → { environment, end }: what the browser is started with, and how the screen goes away.
export async function virtualScreen() {
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const number = await new Promise((resolve, reject) => {
    screen.once('error', reject);
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    screen.stdio[3].once('data', (bytes) => resolve(String(bytes).trim()));
  });
  const environment = { DISPLAY: `:${number}`, LIBGL_ALWAYS_SOFTWARE: '1' };
  return { environment, end: () => screen.kill() };
}
