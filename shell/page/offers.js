// What a visitor offers, by button, drop or paste, as a list of {name, blob, isFolder, isPicture}.
// Reads nothing of it and judges nothing: handover.js brings it to the core.

const PICTURE_NAME = /\.(png|jpe?g|jfif|gif|bmp|webp|avif|hei[cf]|p[gp]m|pnm|tiff?)$/i;
const CSV_NAME = /\.csv$/i;

// A file called .csv is a CSV whatever its type says, because that is what its owner takes it for.
const seemsPicture = ({ name, type }) =>
  !CSV_NAME.test(name) && (type.startsWith('image/') || PICTURE_NAME.test(name));

const offerOf = (file, isPicture) => ({ name: file.name, blob: file, isFolder: false, isPicture });
const offersOf = (files, isPicture) => [...files].map((file) => offerOf(file, isPicture(file)));
const offerOfText = (text) => offerOf(Object.assign(new Blob([text]), { name: '' }), false);
const offerOfFolder = ({ name }) => ({
  name,
  blob: new Blob(),
  isFolder: true,
  isPicture: false,
});

// Spreadsheets put a picture of the cells beside their text: the numbers are what was meant.
const TABLE = /\d[,;\t ]\s*[\d.].*[\r\n]/;

function offersOfTransfer(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const folders = items
    .map((item) => item.webkitGetAsEntry?.())
    .filter((entry) => entry?.isDirectory)
    .map(offerOfFolder);
  const names = new Set(folders.map(({ name }) => name));
  const files = [...transfer.files].filter(({ name }) => !names.has(name)); // folders are here too
  const text = transfer.getData('text/plain');
  if (text && (files.length === 0 || (TABLE.test(text) && files.every(seemsPicture)))) {
    return [...folders, offerOfText(text)];
  }
  return [...folders, ...offersOf(files, seemsPicture)];
}

function listenForDrops(take, hint, accepts) {
  const hide = () => {
    hint.hidden = true;
  };
  addEventListener('dragover', (event) => {
    event.preventDefault(); // a missed drop must not open the file instead of the page
    const welcome = accepts() && event.dataTransfer.types.includes('Files');
    event.dataTransfer.dropEffect = welcome ? 'copy' : 'none';
    hint.hidden = !welcome;
  });
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) hide();
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    hide();
    take(offersOfTransfer(event.dataTransfer));
  });
}

// file, picture: the inputs behind the two buttons, of which the first takes CSV alone; hint: shown
// while a file hovers over the page; accepts() tells whether anything may be offered now; take() is
// given what was.
export function listenForOffers({ upload, file, picture, hint, accepts, take }) {
  const listenToInput = (input, isPicture) =>
    input.addEventListener('change', () => {
      if (input.files.length > 0) take(offersOf(input.files, isPicture));
      input.value = ''; // the same file can be chosen again
    });
  upload.addEventListener('click', () => file.click());
  listenToInput(file, () => false);
  listenToInput(picture, ({ name }) => !CSV_NAME.test(name));
  listenForDrops(take, hint, accepts);
  addEventListener('paste', (event) => {
    event.preventDefault();
    take(offersOfTransfer(event.clipboardData));
  });
}
