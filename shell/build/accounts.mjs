// shell/accounts: who can open the next build. Accounts go by a note of the
// publisher's ("Ada's reading group"), because names are kept nowhere. Account
// and password come from the terminal or from SECOND_OPINION_ACCOUNT and
// SECOND_OPINION_PASSWORD, never from arguments, which other users can see.
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import {
  MOST_ACCOUNTS,
  accountsPath,
  holdsDemo,
  keyFor,
  newList,
  readList,
  writeList,
} from './accounts_file.mjs';

const USAGE = `usage: shell/accounts list
       shell/accounts add NOTE        a new account; NOTE is for you, not the account's name
       shell/accounts password NOTE   a new account name and password under this note
       shell/accounts remove NOTE
Account name and password are asked for on the terminal, or taken from
SECOND_OPINION_ACCOUNT and SECOND_OPINION_PASSWORD. The next build
(shell/serve.sh) seals for exactly the accounts listed.`;

class UsageError extends Error {}

function ask(question, hidden) {
  if (!process.stdin.isTTY) {
    throw new UsageError(
      'no terminal to ask on: set SECOND_OPINION_ACCOUNT and SECOND_OPINION_PASSWORD',
    );
  }
  process.stderr.write(question);
  const silent = new Writable({ write: (chunk, encoding, done) => done() });
  const reader = createInterface({
    input: process.stdin,
    output: hidden ? silent : process.stderr,
    terminal: true,
  });
  return new Promise((resolve, reject) => {
    reader.on('SIGINT', () => {
      reader.close();
      reject(new Error('stopped; nothing was changed'));
    });
    reader.question('', (answer) => {
      reader.close();
      if (hidden) process.stderr.write('\n');
      resolve(answer);
    });
  });
}

async function credentials() {
  const account = process.env.SECOND_OPINION_ACCOUNT ?? (await ask('Account name: ', false));
  let password = process.env.SECOND_OPINION_PASSWORD;
  if (password === undefined) {
    password = await ask('Password: ', true);
    if (password !== (await ask('Password again: ', true))) {
      throw new Error('the two passwords differ; nothing was changed');
    }
  }
  if (!account.trim() || !password) {
    throw new Error('account name and password must not be empty; nothing was changed');
  }
  if ([...password].length < 12) {
    console.error(
      'warning: whoever has a copy of the page can guess at leisure; ' +
        '12 characters or more are advised.',
    );
  }
  return [account, password];
}

function find(list, note) {
  const entry = list?.accounts.find((candidate) => candidate.note === note);
  if (!entry) throw new Error(`no account has the note "${note}"; shell/accounts list shows them`);
  return entry;
}

async function finish(list, done) {
  writeList(list);
  console.log(`${done} It holds for the next build: shell/serve.sh --build-only`);
  if (await holdsDemo(list)) {
    console.error('warning: the demo account is among them, and its password is public.');
  }
}

const commands = {
  async list() {
    const list = readList();
    if (!list) {
      return console.log(
        `no accounts of your own (${accountsPath()} does not exist): ` +
          'builds are sealed for the demo account',
      );
    }
    for (const { note } of list.accounts) console.log(note);
  },
  async add(note) {
    const list = readList() ?? newList();
    if (list.accounts.some((entry) => entry.note === note)) {
      throw new Error(`"${note}" is there already; shell/accounts password changes it`);
    }
    if (list.accounts.length >= MOST_ACCOUNTS) {
      throw new Error(`${MOST_ACCOUNTS} accounts are the most`);
    }
    list.accounts.push({ note, key: await keyFor(list, ...(await credentials())) });
    await finish(list, `Added "${note}".`);
  },
  async password(note) {
    const list = readList();
    const entry = find(list, note);
    entry.key = await keyFor(list, ...(await credentials()));
    await finish(list, `Changed "${note}".`);
  },
  async remove(note) {
    const list = readList();
    const entry = find(list, note);
    list.accounts.splice(list.accounts.indexOf(entry), 1);
    await finish(list, `Removed "${note}". Copies of earlier builds still open for it.`);
    if (list.accounts.length === 0) {
      console.error('warning: no account is left, so nothing can be built until one is added.');
    }
  },
};

async function main([command, note, ...rest]) {
  if (command === '--help' || command === '-h') return console.log(USAGE);
  if (
    !Object.hasOwn(commands, command ?? '') ||
    rest.length > 0 ||
    (command === 'list') !== (note === undefined)
  ) {
    throw new UsageError(USAGE);
  }
  if (note !== undefined && !note.trim()) throw new UsageError('the note must not be empty');
  await commands[command](note);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof UsageError ? error.message : `accounts: ${error.message}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
