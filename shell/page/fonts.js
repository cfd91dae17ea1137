// The canvas's typefaces for the DOM: the Reader view, the drawer.

const FACES = [
  ['text', 'SO Serif', {}], ['text-italic', 'SO Serif', { style: 'italic' }], ['text-bold', 'SO Serif', { weight: '600 700' }],
  ['sans', 'SO Sans', {}], ['sans-bold', 'SO Sans', { weight: '600 700' }],
  ['mono', 'SO Mono', {}], ['display', 'SO Display', { weight: '600' }],
];

// A face that the browser does not accept leaves the next family of the list.
export function addFonts(assets) {
  for (const [name, family, descriptors] of FACES) {
    const bytes = assets.get(`fonts/${name}.ttf`);
    if (bytes) document.fonts.add(new FontFace(family, bytes.slice().buffer, descriptors));
  }
}
