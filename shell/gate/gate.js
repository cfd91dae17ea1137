// The gate: takes account and password, opens the sealed page and starts it, or says what went
// wrong. Holds no word of what is inside.
import { followUpdates } from '../offline/updates.js';
import { DamagedError } from '../seal/sealed_format.js';
import { isFramedByAnotherSite, missing } from './environment.js';
import * as form from './form.js';
import { forgetKey, rememberKey, rememberedKey, sessionState, sweepKeys } from './session.js';
import { FetchError, contentKeyFor, loadSealed, openAssets } from './unseal.js';

// Why a sign-in that was remembered holds no longer.
const ENDED = {
  build: 'The page was published anew since you signed in here. Please sign in again.',
  time: 'The 30 days are over for which this device kept you signed in. Please sign in again.',
  misfit:
    'What this browser kept of your sign-in does not open the page, so it was deleted. ' +
    'Please sign in again.',
};

const pagePlace = document.getElementById('page');
let begun = false; // whether someone has typed, or tried to sign in
let sealed = null; // promise of the sealed file's header and content

window.secondOpinion = { status: () => null };

function explain(failure) {
  if (failure instanceof DamagedError) {
    return [
      'damaged',
      'This copy of the page is damaged or incomplete, so it cannot be opened ' +
        'with any password. Reload it; if that does not help, tell whoever publishes it.',
    ];
  }
  if (failure instanceof FetchError) {
    return ['network', 'The page did not arrive. Check the connection and try again.'];
  }
  return ['failed', `The page could not start: ${failure?.message ?? failure}`];
}

// One download, however often it is asked for; a failed one may be repeated.
function sealedFile() {
  sealed ??= loadSealed(form.showProgress)
    .finally(form.endProgress)
    .catch((failure) => {
      if (failure instanceof FetchError) sealed = null;
      throw failure;
    });
  return sealed;
}

// Two frames, so that what was just said is on the screen before hard work.
// The timer is for hidden tabs, which get no frames.
const painted = () =>
  new Promise((resolve) => {
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

async function start(assets) {
  const { startPage } = await moduleFrom(assets.get('page/host.js'));
  await startPage({ assets, signOut, root: pagePlace });
  form.leave();
}

function backToForm(failure) {
  form.showForm();
  form.showError(...explain(failure));
  pagePlace.replaceChildren();
}

async function signIn() {
  if (form.isBusy()) return;
  form.clearError();
  if (!form.isFilledIn()) return;
  begun = true;
  form.showUnlocking();
  try {
    await painted();
    const header = await sealedFile();
    form.showLoaded();
    await painted();
    const contentKey = await contentKeyFor(header, ...form.credentials());
    if (contentKey) {
      form.showOpening();
      await painted();
      const assets = await openAssets(header, contentKey);
      await rememberKey(header, contentKey, form.wantsToBeKept());
      await start(assets);
      return;
    }
    form.refuseCredentials();
  } catch (failure) {
    backToForm(failure);
  }
  form.focusPassword();
}

// With what is remembered of an earlier sign-in: the files of the page, or why there are none.
async function rememberedAssets(header) {
  const { key, ended } = await rememberedKey(header);
  if (!key) return { ended };
  try {
    return { assets: await openAssets(header, key) };
  } catch (failure) {
    if (!(failure instanceof DamagedError)) throw failure;
    return { ended: 'misfit' }; // whether the page itself is damaged shows when someone signs in
  }
}

async function resume() {
  form.showOpening();
  try {
    await painted();
    const { assets, ended } = await rememberedAssets(await sealedFile());
    if (assets) {
      await start(assets);
      return;
    }
    await forgetKey();
    form.showForm();
    if (ended) form.showError('ended', ENDED[ended]);
  } catch (failure) {
    backToForm(failure);
  }
  form.focusAccount();
}

// From a browser that can open the page: with what is remembered, or by the form.
async function begin() {
  const state = sessionState();
  if (state === 'open') return resume();
  // Fetching starts at once: it is needed in any case. A damaged file is told right away.
  sealedFile().catch((failure) => {
    if (!form.isBusy() && failure instanceof DamagedError) form.showError(...explain(failure));
  });
  if (state === 'over') {
    form.showError('ended', ENDED.time);
    await forgetKey();
  }
}

form.startForm({
  signIn,
  typed: () => {
    begun = true;
  },
});
// A file that misses its time must not replace the page; what the page behind the gate takes, it
// takes itself.
for (const kind of ['dragover', 'drop']) {
  addEventListener(kind, (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
}
const lack = missing();
if (isFramedByAnotherSite()) {
  form.refuseFrame();
} else {
  if (lack) form.refuseBrowser(lack);
  else begin().finally(sweepKeys);
  // A newer build may come in until someone begins: what a password manager fills in does not
  // count, but sending it does.
  followUpdates({ atGate: () => !begun && ['sign-in', 'opening'].includes(form.stage()) });
}
