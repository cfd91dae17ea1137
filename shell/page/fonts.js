// The canvas's typefaces for the DOM: the Reader view, the drawer.

// fonts: the manifest's list. A face that the browser does not accept, or that is not there, leaves
// the next family of the style sheet's list.
export function addFonts(assets, fonts) {
  for (const { asset, family, style, weight } of fonts) {
    const bytes = assets.get(asset);
    if (bytes) document.fonts.add(new FontFace(family, bytes.slice().buffer, { style, weight }));
  }
}
