// Whether the page can work where it is: in this browser, over this connection, in this window.
// Says in words what is missing; shows nothing.

// A module of one function that returns a v128: valid only where SIMD is known.
const SIMD_PROBE = new Uint8Array([
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  22,
  1,
  20,
  0,
  253,
  12,
  ...new Array(16).fill(0),
  11,
]);

// What the browser lacks, or null.
export function missing() {
  if (!globalThis.crypto?.subtle) {
    return (
      'This page can be unlocked only over a secure connection: open it with https:// (or ' +
      'on this very machine as http://localhost).'
    );
  }
  if (typeof DecompressionStream !== 'function') {
    return (
      'This browser is too old to unlock the page. A current Chrome, Edge, Firefox or ' +
      'Safari can.'
    );
  }
  // Every browser that has the former has WebAssembly, unless it was taken away.
  if (typeof WebAssembly !== 'object') {
    return (
      'WebAssembly is switched off in this browser, and the page needs it. Lockdown Mode ' +
      'on Apple’s devices does that: it can be turned off for this site alone. So do some ' +
      'security settings; another browser can open the page.'
    );
  }
  if (!WebAssembly.validate(SIMD_PROBE)) {
    return (
      'This browser, or this device’s processor, lacks WebAssembly SIMD, which the ' +
      'networks need. A current browser on another device can open the page.'
    );
  }
  return null;
}

// Whether another site shows this page within its own, where it could lead hands and eyes astray. A
// sandboxed frame counts: nobody can tell whose it is.
export function isFramedByAnotherSite() {
  try {
    for (let frame = window; frame !== frame.parent; frame = frame.parent) {
      if (frame.parent.location.origin !== location.origin) return true;
    }
    return false;
  } catch {
    return true; // another origin's window lets nobody look
  }
}
