// What a visitor has chosen, as far as the browser keeps it. Storage may be forbidden, as for a
// page that is opened from disk: then a choice is forgotten with the page.

const PAPER = { light: '#fcfbf8', dark: '#151619' }; // as in host.css

function stored(area, key, value) {
  try {
    if (value === undefined) return area()[key] ?? null;
    area()[key] = value;
  } catch {
    /* not kept */
  }
  return value ?? null;
}

// Each returns the choice, or null; with a value it keeps that first. Colours last beyond the
// visit, the view only as long as the tab.
export const themeChoice = (value) => stored(() => localStorage, 'secondOpinionTheme', value);
export const viewChoice = (value) => stored(() => sessionStorage, 'secondOpinionView', value);

// In the document, and in the bars that the browser colours to match.
export function showTheme(theme) {
  document.documentElement.dataset.theme = theme;
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    meta.content = PAPER[theme];
  }
}
