// The canvas as an element: its size in device pixels, and where the pointer is on it. Draws
// nothing.

// Keeps the canvas's pixels on device pixels, whatever zoom and density are, and calls
// resized(width, height, ratio) with CSS pixels. Returns a look at the density for those cases in
// which no browser tells of its change.
export function watchSize(canvas, resized) {
  let ratio = 0;
  const apply = (width, height) => {
    if (!width || !height) return;
    ratio = devicePixelRatio;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    resized(width / devicePixelRatio, height / devicePixelRatio, devicePixelRatio);
  };
  const measured = () =>
    [canvas.clientWidth, canvas.clientHeight].map((side) => Math.round(side * devicePixelRatio));
  const measure = () => apply(...measured());
  const observer = new ResizeObserver(([entry]) => {
    const exact = entry.devicePixelContentBoxSize?.[0];
    const [width, height] = measured();
    // Where a density is only emulated, "device pixels" are those of the real screen.
    const plausible =
      exact && Math.abs(exact.inlineSize - width) <= 1 && Math.abs(exact.blockSize - height) <= 1;
    if (plausible) apply(exact.inlineSize, exact.blockSize);
    else measure();
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(canvas);
  }
  const watchRatio = () =>
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        measure();
        watchRatio();
      },
      { once: true },
    );
  watchRatio();
  measure();
  return () => {
    if (ratio !== devicePixelRatio) measure();
  };
}

// Calls one of pointerMove, pointerDown, pointerUp with a place on the canvas, or pointerLeave.
export function forwardPointer(canvas, functions) {
  const passive = { passive: true };
  const send = (call) => (event) => {
    const { left, top } = canvas.getBoundingClientRect();
    call(event.clientX - left, event.clientY - top);
  };
  addEventListener('pointermove', send(functions.pointerMove), passive);
  addEventListener('pointerdown', send(functions.pointerDown), passive);
  addEventListener('pointerup', send(functions.pointerUp), passive);
  const leave = () => functions.pointerLeave();
  document.documentElement.addEventListener('pointerleave', leave, passive);
  for (const name of ['pointercancel', 'blur']) addEventListener(name, leave, passive);
}
