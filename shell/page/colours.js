// Colours that are not the page's own: those that the system forces on every page, and the strong
// ones for visitors who have asked for more contrast. Style sheets follow by themselves; this is
// for the drawing.

const forced = matchMedia('(forced-colors: active)');
const strong = matchMedia('(prefers-contrast: more)');
const OWN = [-1, -1, -1, -1];
const BLACK = 0x000000;
const WHITE = 0xffffff;

// One of the system's colours by its name in CSS → 0xRRGGBB.
function numberOf(name) {
  const probe = document.createElement('i');
  probe.style.color = name;
  document.body.append(probe);
  const channels = getComputedStyle(probe)
    .color.match(/[\d.]+/g)
    .map(Number);
  probe.remove();
  return channels.slice(0, 3).reduce((hex, channel) => hex * 256 + Math.round(channel), 0);
}

// → ground, text, links and borders; numbers below 0: the page's own.
export function coloursFor(isDark) {
  if (forced.matches) return ['Canvas', 'CanvasText', 'LinkText', 'ButtonBorder'].map(numberOf);
  if (!strong.matches) return OWN;
  return isDark ? [BLACK, WHITE, WHITE, WHITE] : [WHITE, BLACK, BLACK, BLACK];
}

export function whenColoursChange(call) {
  for (const query of [forced, strong]) query.addEventListener('change', call);
}
