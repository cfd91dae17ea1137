// A host that knows nothing of the page: sends the site's files without the headers that ours
// sends, and spoils them as a story wants.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';
import { fileFor } from '../../shell/build/serve.mjs';
import { siteDir } from './harness.mjs';

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
const servers = [];
after(() => servers.forEach((server) => server.close()));

// spoil(path, answer): the answer { status, headers, body } to a path, changed or another. Returns
// the host's port: localhost and 127.0.0.1 are two origins of it.
export async function plainHost(spoil = (path, answer) => answer) {
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0];
    const file = fileFor(siteDir, path);
    const type = TYPES[file?.split('.').pop()] ?? 'application/octet-stream';
    let plain = { status: 200, headers: { 'Content-Type': type }, body: '' };
    try {
      plain.body = readFileSync(file);
    } catch {
      plain = { status: 404, headers: { 'Content-Type': 'text/html' }, body: 'not found' };
    }
    const { status, headers, body } = spoil(path, plain);
    response.writeHead(status, headers).end(body);
  });
  servers.push(server);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
}
