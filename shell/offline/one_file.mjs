// The built site → one HTML file that holds everything: gate, typefaces, script
// and sealed bytes. Opens from disk, in any browser that opens the site; asks
// for nothing over the network, and its policy forbids it to.
import { createHash } from 'node:crypto';

const base64 = (bytes) => Buffer.from(bytes).toString('base64');
const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// Every replacement must find exactly one place: a changed index.html is noticed here.
function replaceOnce(text, pattern, replacement) {
  const found = text.match(new RegExp(pattern, 'g'))?.length ?? 0;
  if (found !== 1) {
    throw new Error(`index.html holds ${found} places like ${pattern}; one_file.mjs expects one`);
  }
  return text.replace(pattern, () => replacement);
}

// Typefaces named by url(…) become part of the style sheet.
function withFonts(css, files) {
  return css.replace(/url\(["']?([^"')]+\.woff2)["']?\)/g, (_, name) => {
    const font = files.get(name);
    if (!font) throw new Error(`gate.css asks for ${name}, which the site does not hold`);
    return `url(data:font/woff2;base64,${base64(font)})`;
  });
}

// files: name → bytes of index.html, gate.css, gate.js, payload.sealed and the
// gate's typefaces. Returns the bytes of the file; throws when a part is missing.
export function oneFile(files) {
  const part = (name) => {
    if (!files.has(name)) throw new Error(`the site holds no ${name}`);
    return files.get(name);
  };
  const text = (name) => Buffer.from(part(name)).toString('utf8');
  const style = withFonts(text('gate.css'), files);
  // Within an element of HTML, nothing may look like its end.
  const script = text('gate.js').replace(/<\/script/gi, '<\\/script');
  const policy = [
    "default-src 'none'",
    `script-src ${sha256(script)} blob: 'wasm-unsafe-eval'`,
    `style-src ${sha256(style)} blob:`,
    'img-src blob: data:',
    'font-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  let html = text('index.html').replace(/<link rel="(preload|manifest)"[^>]*>\n/g, '');
  html = replaceOnce(html, /(?<=http-equiv="Content-Security-Policy" content=")[^"]*/, policy);
  html = replaceOnce(html, /<link rel="stylesheet" href="gate\.css">/, `<style>${style}</style>`);
  html = replaceOnce(html, /<script type="module" src="gate\.js"><\/script>\n/, '');
  const sealed = base64(part('payload.sealed'));
  const payload = `<script type="application/octet-stream" id="payload">${sealed}</script>`;
  html = replaceOnce(
    html,
    /<\/body>/,
    `${payload}\n<script type="module">${script}</script>\n</body>`,
  );
  return new Uint8Array(Buffer.from(html, 'utf8'));
}
