// What a visitor takes along: files, and an address that carries a digit behind "#d=". What is in
// them, the core writes.

const CARRIES = '#d=';
const PICTURE_SCALE = 10; // of a digit's 28 pixels, so that other programs show it large

export function save(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers read it late
}

// pixels: 784 numbers, 0..255.
export function savePicture(name, pixels) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 28 * PICTURE_SCALE;
  const context = canvas.getContext('2d');
  pixels.forEach((value, i) => {
    context.fillStyle = `rgb(${value} ${value} ${value})`;
    const [x, y] = [i % 28, Math.floor(i / 28)];
    context.fillRect(x * PICTURE_SCALE, y * PICTURE_SCALE, PICTURE_SCALE, PICTURE_SCALE);
  });
  canvas.toBlob((blob) => save(name, blob), 'image/png');
}

// Where the clipboard is closed to pages, nothing is copied: the text stands in the page as well.
export function copy(text) {
  navigator.clipboard?.writeText(text).catch(() => {});
}

// The digit comes into the address bar in any case, and true says that it is in the clipboard too,
// which browsers refuse to pages without https or without leave.
export async function copyAddress(hash) {
  history.replaceState(history.state, '', hash);
  try {
    await navigator.clipboard.writeText(location.href);
    return true;
  } catch {
    return false;
  }
}

// What the address carries, or null.
export function linkedDigit() {
  return location.hash.startsWith(CARRIES) ? location.hash.slice(CARRIES.length) : null;
}
