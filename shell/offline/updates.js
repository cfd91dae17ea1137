// Registers the service worker of the hosted page and lets a newer build take
// over while the visitor still stands at the gate. A page opened from disk, or
// a browser that refuses, goes on without.

export async function followUpdates({ atGate }) {
  const container = navigator.serviceWorker;
  if (!container || !/^https?:$/.test(location.protocol)) return;
  const hadWorker = Boolean(container.controller);
  container.addEventListener(
    'controllerchange',
    () => {
      if (hadWorker && atGate()) location.reload();
    },
    { once: true },
  );
  try {
    const registration = await container.register('sw.js', { updateViaCache: 'none' });
    const offer = () => {
      if (registration.waiting && atGate()) registration.waiting.postMessage('take over');
    };
    offer();
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed') offer();
      });
    });
  } catch {
    // Storage refused, private window, no https: the page needs the network then.
  }
}
