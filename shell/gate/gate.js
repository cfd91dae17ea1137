// The gate: takes account and password, opens the sealed page, starts it, and
// says what went wrong. Holds no word of what is inside.
import { DamagedError } from '../seal/sealed_format.js';
import { forgetKey, hasSession, rememberKey, rememberedKey } from './session.js';
import { followUpdates } from '../offline/updates.js';
import { FetchError, contentKeyFor, loadSealed, openAssets } from './unseal.js';

const at = (id) => document.getElementById(id);
const gate = at('gate');
const form = at('sign-in');
const account = at('account');
const password = at('password');
const keepSignedIn = at('keep-signed-in');
const submit = at('sign-in-submit');
const label = submit.firstElementChild;
const error = at('sign-in-error');
const status = at('gate-status');

let busy = false;
let sealed = null;  // promise of the sealed file's header and content

window.secondOpinion = { status: () => null };

function explain(failure) {
  if (failure instanceof DamagedError) {
    return ['damaged', 'This copy of the page is damaged or incomplete, so it cannot be opened with any password. Reload it; if that does not help, tell whoever publishes it.'];
  }
  if (failure instanceof FetchError) {
    return ['network', 'The page did not arrive. Check the connection and try again.'];
  }
  return ['failed', `The page could not start: ${failure?.message ?? failure}`];
}

// The reason goes to an attribute as well, for tests and for style.
function showError(reason, text) {
  error.dataset.reason = reason;
  error.textContent = text;
  password.setAttribute('aria-invalid', String(reason === 'credentials'));
}

function clearError() {
  delete error.dataset.reason;
  error.textContent = '';
  password.removeAttribute('aria-invalid');
}

function setBusy(value, text = 'Sign in') {
  busy = value;
  gate.dataset.stage = value ? 'unlocking' : 'sign-in';
  label.textContent = text;
  status.textContent = value ? text : '';
  submit.setAttribute('aria-disabled', String(value));
  for (const input of [account, password]) input.readOnly = value;
}

// How much of the sealed file has come, in words; '' when all of it or nothing has. A press of the button shows it at once,
// however long the next bytes take. total is 0 where the host does not say it.
let loading = '';
let told = '';
function onProgress(received, total) {
  const text = total ? `Loading… ${Math.floor(100 * received / total)} %` : `Loading… ${(received / 1e6).toFixed(1)} MB`;
  loading = total && received >= total ? '' : text;
  if (busy && loading) label.textContent = loading;
  const tenth = loading.replace(/\d( %|$)/, '');  // a screen reader hears no more than every tenth
  if (!busy && gate.dataset.stage === 'opening' && tenth !== told) {
    told = tenth;
    status.textContent = loading || 'Opening…';
  }
}

// One download, however often it is asked for; a failed one may be repeated.
function sealedFile() {
  sealed ??= loadSealed(onProgress).finally(() => { loading = ''; }).catch((failure) => {
    if (failure instanceof FetchError) sealed = null;
    throw failure;
  });
  return sealed;
}

// Two frames, so that what was just said is on the screen before hard work.
// The timer is for hidden tabs, which get no frames.
const painted = () => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(resolve));
  setTimeout(resolve, 200);
});

function moduleFrom(bytes) {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
  return import(url).finally(() => URL.revokeObjectURL(url));
}

async function signOut() {
  await forgetKey();
  location.reload();
}

// fresh: just derived from account and password, so worth remembering.
async function open(header, contentKey, fresh) {
  gate.dataset.stage = 'opening';
  status.textContent = 'Opening…';
  await painted();
  const assets = await openAssets(header, contentKey);
  if (fresh) await rememberKey(header, contentKey, keepSignedIn.checked);
  const { startPage } = await moduleFrom(assets.get('page/host.js'));
  await startPage({ assets, signOut, root: at('page') });
  gate.dataset.stage = 'leaving';
  gate.addEventListener('transitionend', () => gate.remove(), { once: true });
  setTimeout(() => gate.remove(), 600);
}

function backToForm(failure) {
  setBusy(false);
  showError(...explain(failure));
  at('page').replaceChildren();
}

async function signIn() {
  if (busy) return;
  clearError();
  if (!account.value.trim() || !password.value) {
    showError('empty', account.value.trim() ? 'Enter the password.' : 'Enter account and password.');
    (account.value.trim() ? password : account).focus();
    return;
  }
  showPassword(false);  // password managers remember password fields only
  setBusy(true, 'Unlocking…');
  try {
    if (loading) label.textContent = loading;
    await painted();
    const header = await sealedFile();
    label.textContent = 'Unlocking…';
    await painted();
    const contentKey = await contentKeyFor(header, account.value, password.value);
    if (contentKey) {
      await open(header, contentKey, true);
      return;
    }
    setBusy(false);
    showError('credentials', 'This account and password do not open the page. Check both and try again.');
    password.select();
  } catch (failure) {
    backToForm(failure);
  }
  password.focus();
}

// A module of one function that returns a v128: valid only where SIMD is known.
const SIMD_PROBE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 22, 1, 20, 0, 253, 12,
  ...new Array(16).fill(0), 11]);

function missing() {
  if (!globalThis.crypto?.subtle) {
    return 'This page can be unlocked only over a secure connection: open it with https:// (or on this very machine as http://localhost).';
  }
  if (typeof WebAssembly !== 'object' || typeof DecompressionStream !== 'function') {
    return 'This browser is too old to unlock the page. A current Chrome, Edge, Firefox or Safari can.';
  }
  if (!WebAssembly.validate(SIMD_PROBE)) {
    return 'This browser, or this device’s processor, lacks WebAssembly SIMD, which the networks need. A current browser on another device can open the page.';
  }
  return null;
}

async function resume() {
  gate.dataset.stage = 'opening';
  status.textContent = 'Opening…';
  try {
    const header = await sealedFile();
    const contentKey = await rememberedKey(header);
    if (contentKey) return await open(header, contentKey, false);
    await forgetKey();
    setBusy(false);
  } catch (failure) {
    backToForm(failure);
  }
  account.focus();
}

function showPassword(show) {
  const toggle = at('show-password');
  password.type = show ? 'text' : 'password';
  toggle.textContent = show ? 'Hide' : 'Show';
  toggle.setAttribute('aria-label', show ? 'Hide password' : 'Show password');
}

at('show-password').addEventListener('click', () => {
  showPassword(password.type === 'password');
  password.focus();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  signIn();
});

// A file that misses its time must not replace the page; what the page behind the gate takes, it takes itself.
for (const kind of ['dragover', 'drop']) {
  addEventListener(kind, (event) => { if (event.dataTransfer?.types.includes('Files')) event.preventDefault(); });
}

setBusy(false);
const lack = missing();
if (lack) {
  showError('environment', lack);
  submit.disabled = true;
} else if (hasSession()) {
  resume();
} else {
  // Start fetching at once: it is needed in any case. A damaged file is told right away.
  sealedFile().catch((failure) => { if (!busy && failure instanceof DamagedError) showError(...explain(failure)); });
}
// A newer build may come in as long as nobody has begun to type (a password manager does not count).
let typed = false;
form.addEventListener('keydown', () => { typed = true; }, { once: true });
followUpdates({ atGate: () => !typed && ['sign-in', 'opening'].includes(gate.dataset.stage) });
