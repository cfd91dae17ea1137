// A hand for the pad's stories: digits as strokes, drawn by mouse, finger or pen through the
// browser's own input, so that hit-testing, scrolling and pointer capture are real.

// Strokes in 0..1 of the pad's side, as a person would draw them: large, in the middle.
function arc(cx, cy, rx, ry, from, to, steps = 24) {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });
}
function line([x0, y0], [x1, y1], steps = 16) {
  return Array.from({ length: steps + 1 }, (_, i) => [
    x0 + ((x1 - x0) * i) / steps,
    y0 + ((y1 - y0) * i) / steps,
  ]);
}
export const DIGITS = {
  0: [arc(0.5, 0.5, 0.22, 0.33, -90, 270)],
  1: [line([0.5, 0.16], [0.5, 0.84])],
  2: [
    [
      ...arc(0.5, 0.34, 0.2, 0.18, 190, 400),
      ...line([0.62, 0.5], [0.3, 0.82]),
      ...line([0.3, 0.82], [0.72, 0.82]),
    ],
  ],
  3: [[...arc(0.48, 0.33, 0.19, 0.17, 200, 440), ...arc(0.48, 0.66, 0.22, 0.18, -80, 150)]],
  4: [
    [...line([0.38, 0.18], [0.28, 0.55]), ...line([0.28, 0.55], [0.74, 0.55])],
    line([0.62, 0.2], [0.6, 0.86]),
  ],
  7: [[...line([0.28, 0.2], [0.72, 0.2]), ...line([0.72, 0.2], [0.44, 0.84])]],
};

// → the point of the page at a place on the pad, as long as the page does not move.
export async function placesOnPad(page) {
  const box = await page.locator('#pad').boundingBox();
  return ([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
}

export async function drawWithMouse(page, strokes) {
  const onPad = await placesOnPad(page);
  for (const points of strokes) {
    const [first, ...others] = points.map(onPad);
    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    for (const { x, y } of others) await page.mouse.move(x, y);
    await page.mouse.up();
  }
}

// A finger through Chromium's own input, which scrolls the page unless the element forbids it.
export async function fingerOf(page) {
  const devtools = await page.context().newCDPSession(page);
  const send = (type, points) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(({ x, y }, id) => ({ x, y, id })),
    });
  return {
    down: (point, ...others) => send('touchStart', [point, ...others]),
    move: (point, ...others) => send('touchMove', [point, ...others]),
    up: () => send('touchEnd', []),
  };
}

export async function drawWithFinger(page, strokes) {
  const finger = await fingerOf(page);
  const onPad = await placesOnPad(page);
  for (const points of strokes) {
    const [first, ...others] = points.map(onPad);
    await finger.down(first);
    for (const point of others) await finger.move(point);
    await finger.up();
  }
}
