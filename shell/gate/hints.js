// What may be wrong with an account and a password that were refused. Changes neither: a password
// may really end with a space.

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/u;

// Sentences, none where nothing is conspicuous.
export function hintsFor(account, password, capsLock) {
  const hints = [];
  if (capsLock) hints.push('Caps Lock is on.');
  if (/^\s|\s$/u.test(password)) {
    hints.push('The password begins or ends with a space, which may have been copied along.');
  }
  const where = [
    [account, 'account'],
    [password, 'password'],
  ]
    .filter(([text]) => INVISIBLE.test(text.trim()))
    .map(([, name]) => name);
  if (where.length > 0) {
    const subject = `The ${where.join(' and the ')} ${where.length > 1 ? 'hold' : 'holds'}`;
    hints.push(
      `${subject} an invisible character, which may have been copied along: type it by hand.`,
    );
  }
  return hints;
}
