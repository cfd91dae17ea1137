// The form as one sees it: what it says, how far the download is, whether it works or waits. Opens
// nothing; gate.js does.
import { hintsFor } from './hints.js';

const at = (id) => document.getElementById(id);
const gate = at('gate');
const form = at('sign-in');
const account = at('account');
const password = at('password');
const submit = at('sign-in-submit');
const label = submit.firstElementChild;
const error = at('sign-in-error');
const status = at('gate-status');

let busy = false;
let capsLock = false;
let loading = ''; // how much of the sealed file has come, in words; '' when all or nothing has
let toldLoading = '';

export const isBusy = () => busy;
export const stage = () => gate.dataset.stage;
export const credentials = () => [account.value, password.value];
export const wantsToBeKept = () => at('keep-signed-in').checked;
export const focusAccount = () => account.focus();
export const focusPassword = () => password.focus();

// The reason goes to an attribute as well, for tests and for style.
export function showError(reason, text) {
  error.dataset.reason = reason;
  error.textContent = text;
  password.setAttribute('aria-invalid', String(reason === 'credentials'));
}

export function clearError() {
  delete error.dataset.reason;
  error.textContent = '';
  password.removeAttribute('aria-invalid');
}

function setStage(name, busyNow, text = 'Sign in') {
  busy = busyNow;
  gate.dataset.stage = name;
  label.textContent = text;
  status.textContent = busyNow ? text : '';
  submit.setAttribute('aria-disabled', String(busyNow));
  for (const input of [account, password]) input.readOnly = busyNow;
}

export const showForm = () => setStage('sign-in', false);

// While account and password are tried: the button says what takes its time.
export function showUnlocking() {
  showPassword(false); // password managers remember password fields only
  setStage('unlocking', true, 'Unlocking…');
  if (loading) label.textContent = loading;
}
export const showLoaded = () => {
  label.textContent = 'Unlocking…';
};

export function showOpening() {
  gate.dataset.stage = 'opening';
  status.textContent = 'Opening…';
}

export function leave() {
  gate.dataset.stage = 'leaving';
  gate.addEventListener('transitionend', () => gate.remove(), { once: true });
  setTimeout(() => gate.remove(), 600);
}

// A press of the button shows at once how much has come, however long the next bytes take. total is
// 0 where the host does not say it.
export function showProgress(received, total) {
  const text = total
    ? `Loading… ${Math.floor((100 * received) / total)} %`
    : `Loading… ${(received / 1e6).toFixed(1)} MB`;
  loading = total && received >= total ? '' : text;
  if (busy && loading) label.textContent = loading;
  const tenth = loading.replace(/\d( %|$)/, ''); // a screen reader hears no more than every tenth
  if (!busy && stage() === 'opening' && tenth !== toldLoading) {
    toldLoading = tenth;
    status.textContent = loading || 'Opening…';
  }
}
export const endProgress = () => {
  loading = '';
};

// Whether there is something to try; asks for what is not there.
export function isFilledIn() {
  const named = Boolean(account.value.trim());
  if (named && password.value) return true;
  showError('empty', named ? 'Enter the password.' : 'Enter account and password.');
  (named ? password : account).focus();
  return false;
}

export function refuseCredentials() {
  showForm();
  const hints = hintsFor(account.value, password.value, capsLock);
  const advice = hints.length > 0 ? hints.join(' ') : 'Check both and try again.';
  showError('credentials', `This account and password do not open the page. ${advice}`);
  password.select();
}

// The form stays as it is, but nobody can send it.
export function refuseBrowser(lack) {
  showError('environment', lack);
  submit.disabled = true;
}

// Nothing is typed within another site's page: only a way out is left.
export function refuseFrame() {
  gate.dataset.stage = 'refused';
  const link = document.createElement('a');
  Object.assign(link, { href: location.href, target: '_blank', rel: 'noopener' });
  link.textContent = 'Open it in a window of its own';
  showError(
    'framed',
    'This page is shown within another site or in a sandboxed frame, where it ' +
      'asks for no password. ',
  );
  error.append(link, '.');
}

function showPassword(show) {
  const toggle = at('show-password');
  password.type = show ? 'text' : 'password';
  toggle.textContent = show ? 'Hide' : 'Show';
  toggle.setAttribute('aria-label', show ? 'Hide password' : 'Show password');
}

// Makes the form live: until then it says itself that it is not.
export function startForm({ signIn, typed }) {
  at('show-password').addEventListener('click', () => {
    showPassword(password.type === 'password');
    password.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    signIn();
  });
  form.addEventListener('keydown', typed, { once: true });
  for (const kind of ['keydown', 'keyup', 'pointerdown']) {
    form.addEventListener(kind, (event) => {
      capsLock = event.getModifierState?.('CapsLock') ?? capsLock; // autofill sends bare events
    });
  }
  at('not-started').remove();
  submit.disabled = false;
  showForm();
}
