// The report as the page takes it along: without what neither a figure reads nor the article quotes. weights/report.json stays
// whole, for everyone else. No number is changed or rounded here.

// Dotted paths; * stands for every key or index.
const UNREAD = [
  'networks.*.test.reliability', 'networks.nano.layers', 'networks.nano.history', 'networks.nano.test.confusion',
  'networks.nano.test.mixups', 'networks.nano.test.per_class', 'networks.nano.test.doubt', 'digits.items.*.linear', 'digits.items.*.mlp',
  'studies.ablation', 'studies.templates', 'studies.novelty.networks.*.warned', 'studies.novelty.networks.*.caught',
  'studies.novelty.networks.*.families', 'studies.novelty.networks.*.unseen', 'studies.novelty.together.either', 'studies.novelty.together.both',
  'studies.overfitting.networks.*.layers', 'studies.overfitting.networks.*.runs.*.best', 'studies.overfitting.networks.*.runs.*.last',
  ...['augmentation', 'distillation', 'initialization', 'input', 'optimizer', 'schedule'].map((part) => `networks.*.recipe.${part}`),
  ...['curve', 'confusion', 'shown', 'weights', 'movie', 'best'].map((part) => `studies.linear.${part}`),
  ...['sweep', 'size'].flatMap((name) => ['best', 'winner', 'effects', 'sizes', 'pictures'].map((part) => `studies.${name}.${part}`)),
];
const TABLES = ['sweep', 'size'];  // of studies: `columns`, and `rows` as long as they
const UNREAD_COLUMN = /^(run|multiply_adds|.*_(loss|mse|mae))$/;

function remove(node, [step, ...rest]) {
  if (node === null || typeof node !== 'object') return;
  for (const key of step === '*' ? Object.keys(node) : [step]) {
    if (rest.length === 0) delete node[key];
    else remove(node[key], rest);
  }
}

function narrow(table) {
  const kept = table.columns.map((name) => !UNREAD_COLUMN.test(name));
  const only = (row) => row.filter((_, i) => kept[i]);
  table.rows = table.rows.map(only);
  table.columns = only(table.columns);
}

// Paths that an article asks for, as in {{report.data.test|integer}}.
export function quoted(article) {
  return [...article.matchAll(/\{\{report\.([^|}\\]+)/g)].map(([, path]) => path.trim());
}

function matches(path, pattern) {
  const steps = path.split('.');
  return pattern.split('.').every((step, i) => step === '*' || step === steps[i]);
}

// Bytes of report.json and the article's text → bytes of the shorter report. Throws when the article quotes what is left out.
export function pageReport(bytes, article) {
  const report = JSON.parse(Buffer.from(bytes).toString('utf8'));
  for (const path of quoted(article)) {
    const pattern = UNREAD.find((each) => matches(path, each));
    if (pattern || /^studies\.\w+\.(rows|columns)\b/.test(path)) {
      throw new Error(`article.md quotes report.${path}, which shell/build/page_report.mjs leaves out: take "${pattern ?? 'rows'}" off its list`);
    }
  }
  for (const pattern of UNREAD) remove(report, pattern.split('.'));
  for (const name of TABLES) if (report.studies?.[name]?.columns) narrow(report.studies[name]);
  return new Uint8Array(Buffer.from(JSON.stringify(report)));
}
