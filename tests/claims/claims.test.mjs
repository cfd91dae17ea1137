// Covers the judgements of web/article/article.md: words that no number is filled into ("beats",
// "nearly", "makes no difference"). Each claim quotes the words as they stand in the article and
// fails when weights/report.json no longer bears them out, or when the words are gone. It does not
// read the figures that are filled in: those cannot be wrong.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const article = readFileSync(`${root}/web/article/article.md`, 'utf8');
const report = JSON.parse(readFileSync(`${root}/weights/report.json`, 'utf8'));
const { networks, comparison, studies } = report;
const { cnn, transformer, linear, mlp, nano } = networks;

const named = (list, key, value) => list.find((entry) => entry[key] === value);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const between = (value, low, high) => value >= low && value <= high;
const last = (values) => values.at(-1);

// Rows of the ablation study. A difference counts when it is more than twice what three beginnings
// let it vary by, the same measure for every sentence.
const ablation = (name) => named(studies.ablation.rows, 'name', name);
const clear = (row) => Math.abs(row.difference) > 2 * row.difference_deviation;
const everyBeginning = (row, base, holds) =>
  row.errors.every((errors, i) => holds(errors, base.errors[i]));
const base = ablation('base');

// Rows of a sweep as objects.
const rows = (sweep) =>
  sweep.rows.map((row) => Object.fromEntries(sweep.columns.map((name, i) => [name, row[i]])));
const errorOfSize = (low, high) =>
  mean(
    rows(studies.size)
      .filter((row) => between(row.parameters, low, high))
      .map((row) => 1 - row.validation_accuracy),
  );
const sweep = rows(studies.sweep);
const learnt = (row) => row.state === 'ok' && row.validation_accuracy > 0.2;
const accuracies = (chosen) =>
  chosen.map((row) => (row.state === 'ok' ? row.validation_accuracy : 0.1));

// What of a run's accuracy on its own pictures is lost on the way to strangers, at the end.
const lost = (run) => last(run.train_accuracy) - last(run.validation_accuracy);
const overfitting = (name) => studies.overfitting.networks[name].runs;

// Held-out accuracy of the linear network after so many single pictures.
const pictureByPicture = (pictures) => {
  const { seen, accuracy } = studies.linear.learning;
  return accuracy[seen.indexOf(pictures)];
};

const offDiagonal = (confusion) =>
  confusion
    .flatMap((row, truth) => row.map((count, guess) => ({ truth, guess, count })))
    .filter(({ truth, guess }) => truth !== guess)
    .sort((a, b) => b.count - a.count);

const family = (name) => named(studies.families.networks, 'network', name);

const claims = [
  ['Nearly always they agree.', () => comparison.differ / report.data.test < 0.01],
  ['no class is rare', () => Math.min(...report.data.class_counts_train) > report.data.train / 12],
  ['they are right more often than not', () => pictureByPicture(99) > 0.5],
  [
    'Most of what this network will ever know, it knows after the first thousand',
    () => pictureByPicture(1000) > 0.9 * last(studies.linear.learning.accuracy),
  ],
  [
    'it then goes on wavering for ever',
    () => {
      const late = studies.linear.learning.accuracy.slice(-5);
      return Math.max(...late) - last(late) > 0.01;
    },
  ],
  [
    'the pulls cancel, and it settles higher',
    () =>
      mean(studies.linear.curve.validation_accuracy.slice(-20)) >
      mean(studies.linear.learning.accuracy.slice(-5)),
  ],
  [
    'All four know their own pictures by heart',
    () =>
      ['mlp', 'cnn'].every((name) =>
        overfitting(name).every((run) => last(run.train_accuracy) > 0.99),
      ),
  ],
  [
    'the MLP loses nearly a tenth of its accuracy on the way to strangers',
    () => between(lost(overfitting('mlp')[0]), 0.08, 0.1),
  ],
  [
    'a fortieth, and the convolutional network',
    () => between(lost(overfitting('mlp')[1]), 0.02, 0.03),
  ],
  [
    'loses half as much each time',
    () =>
      [0, 1].every((i) =>
        between(lost(overfitting('cnn')[i]) / lost(overfitting('mlp')[i]), 0.35, 0.65),
      ),
  ],
  [
    'In every panel the loss on unseen pictures turns at the ring and rises again',
    () =>
      ['mlp', 'cnn'].every((name) =>
        overfitting(name).every(
          (run) => last(run.validation_loss) > 1.03 * Math.min(...run.validation_loss),
        ),
      ),
  ],
  [
    'does the transformer come out about level',
    () => between(transformer.test.errors / cnn.test.errors, 2 / 3, 3 / 2),
  ],
  ['would come up in most exams', () => comparison.mcnemar_p > 0.5],
  [
    'even after two passes it reads a little less',
    () => {
      const row = ablation('no_augmentation');
      return clear(row) && everyBeginning(row, base, (a, b) => a > b);
    },
  ],
  [
    'bending or not, running average or not: too close to call',
    () =>
      ['squared_error', 'no_elastic', 'no_weight_average'].every((name) => !clear(ablation(name))),
  ],
  [
    'plain gradient descent with momentum beats AdamW clearly',
    () => {
      const row = ablation('sgd');
      return clear(row) && everyBeginning(row, base, (a, b) => a < b);
    },
  ],
  [
    'drop-out only costs',
    () => clear(ablation('no_dropout')) && ablation('no_dropout').difference < 0,
  ],
  [
    'Take **batch normalisation** from the convolutional network and it falls',
    () => everyBeginning(ablation('no_batch_norm'), base, (a, b) => a > b),
  ],
  [
    'still reads nearly nineteen digits in twenty',
    () => between(ablation('no_positions').accuracy, 18.7 / 20, 19 / 20),
  ],
  ['did no worse than our average over all tokens', () => ablation('class_token').difference <= 0],
  ['made no difference that three beginnings could show', () => !clear(ablation('no_warmup'))],
  [
    'not one of theirs learns',
    () =>
      sweep
        .filter((row) => ['adam', 'rmsprop'].includes(row.optimizer) && row.learning_rate === 0.1)
        .every((row) => !learnt(row)),
  ],
  [
    'learns worst, and cross-entropy learns best throughout',
    () =>
      ['adam', 'sgd', 'rmsprop'].every((optimizer) => {
        const of = (loss) =>
          mean(accuracies(sweep.filter((r) => r.optimizer === optimizer && r.loss === loss)));
        return of('cross_entropy') > of('mse') && of('mse') > of('mae');
      }),
  ],
  [
    'From a thousand parameters to nine thousand, three errors of four disappear',
    () => between(1 - errorOfSize(9000, 9999) / errorOfSize(1000, 1999), 0.7, 0.8),
  ],
  [
    'from a hundred thousand to nine hundred thousand, one of seven',
    () => between(1 - errorOfSize(900000, 999999) / errorOfSize(100000, 120000), 1 / 7.5, 1 / 6.5),
  ],
  [
    'both did a little better than before',
    () =>
      [cnn, transformer].every(({ test: exam, validation }) =>
        between(exam.accuracy - validation.accuracy, 0.0001, 0.005),
      ),
  ],
  [
    'What the convolutional network knows from birth can be told.',
    () => {
      const { transformer_plain: plain, transformer_distilled: taught } = studies.seeds.networks;
      return taught.mean > plain.mean && taught.mean - plain.mean > taught.deviation;
    },
  ],
  [
    'far fewer than this article has letters',
    () => nano.bytes < article.replace(/\{\{.*?\}\}/g, '').length / 2,
  ],
  [
    'it gathers in a few cells',
    () =>
      [cnn, transformer].every(({ test: exam }) => {
        const cells = offDiagonal(exam.confusion);
        return cells.slice(0, 9).reduce((sum, { count }) => sum + count, 0) > exam.errors / 2;
      }),
  ],
  [
    'The column of the 1 is the fullest',
    () => {
      const columns = Array.from({ length: 10 }, (_, guess) =>
        linear.test.confusion.reduce(
          (sum, row, truth) => sum + (truth === guess ? 0 : row[guess]),
          0,
        ),
      );
      return Math.max(...columns) === columns[1];
    },
  ],
  [
    'of them pass for threes',
    () => linear.test.mixups[0].truth === 5 && linear.test.mixups[0].guess === 3,
  ],
  [
    'the fullest cells are 4 and 9, 3 and 5, 2 and 7',
    () => {
      const pairs = new Set(['4-9', '3-5', '2-7']);
      return offDiagonal(mlp.test.confusion)
        .slice(0, 3)
        .every(({ truth, guess }) =>
          pairs.has(`${Math.min(truth, guess)}-${Math.max(truth, guess)}`),
        );
    },
  ],
  [
    'When the two agree, they are nearly always right',
    () => comparison.both_wrong_same / (report.data.test - comparison.differ) < 0.003,
  ],
  [
    'less than a hundredth of doubt, and among these there is hardly a mistake',
    () =>
      [cnn, transformer].every(({ test: exam }) => {
        const small = exam.doubt.below
          .map((below, i) => (below <= 0.01 ? i : -1))
          .filter((i) => i >= 0);
        const sum = (values) => small.reduce((total, i) => total + values[i], 0);
        return (
          sum(exam.doubt.count) > 0.9 * exam.images && sum(exam.doubt.wrong) < 0.001 * exam.images
        );
      }),
  ],
  [
    'The teacher of our two has only seen pictures bent, and it shows',
    () =>
      ['cnn', 'transformer'].every((name) => family(name).mean > family('cnn_plain').mean + 0.03),
  ],
  [
    'That has a price',
    () =>
      ['cnn', 'transformer'].every(
        (name) => family(name).clean.accuracy < family('cnn_plain').clean.accuracy,
      ),
  ],
  [
    'A half that was never shown is read worse than by the network that was shown it, and better ' +
      'than by the one that was shown neither.',
    () => {
      const [first, second] = [family('cnn_first_half'), family('cnn_second_half')];
      const neither = family('cnn_plain');
      return (
        second.first_half < first.first_half &&
        first.second_half < second.second_half &&
        second.first_half > neither.first_half &&
        first.second_half > neither.second_half
      );
    },
  ],
];

for (const [words, holds] of claims) {
  test(`“${words}”`, () => {
    assert.ok(article.includes(words), 'the article no longer says so: change the claim with it');
    assert.ok(holds(), 'the report no longer bears it out');
  });
}

// Words that judge; a sentence that has one of them is a claim and needs a test above, or stands
// here because it is about something that was not measured.
const words = [
  'by far|clearly|too close to call|no difference|half as much|a tenth|a fortieth|in twenty',
  'of four disappear|of seven|hardly a|nearly always|about level|in most exams|best throughout',
  'learns worst|only costs',
];
const judging = new RegExp(`\\b(${words.join('|')})\\b`);
const notMeasured = [];

test('every sentence that judges has a claim', () => {
  const sentences = article.split(/(?<=[.!?:])\s+|\n/).filter((text) => judging.test(text));
  assert.ok(sentences.length > 5, 'the words that judge are still those of the article');
  for (const sentence of sentences) {
    const covered = [...claims.map(([words]) => words), ...notMeasured].some(
      (words) =>
        sentence.includes(words) ||
        words.includes(sentence.trim()) ||
        [...sentence.matchAll(new RegExp(judging, 'g'))].every(([word]) => words.includes(word)),
    );
    assert.ok(covered, sentence);
  }
});
