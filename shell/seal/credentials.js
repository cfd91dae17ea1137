// From what a visitor types to the slow, memory-hard password key. Runs in
// browsers and in Node; the caller brings Argon2id (hash-wasm's argon2id).

// 64 MiB, three passes, one lane: RFC 9106's second recommendation, with one
// lane because WebAssembly has no threads here.
export const PASSWORD_HASH = Object.freeze({ memory: 65536, passes: 3, lanes: 1 });

// Account names are for people: "Dan " and "dan" are one. A password keeps
// its case and its spaces. NFKC makes both the same from every keyboard.
export function credentialBytes(account, password) {
  const encoder = new TextEncoder();
  const name = account.normalize('NFKC').trim().toLowerCase();
  const parts = [name, password.normalize('NFKC')].map((text) => encoder.encode(text));
  const out = new Uint8Array(8 + parts[0].length + parts[1].length);
  const view = new DataView(out.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length, true);
    out.set(part, at + 4);
    at += 4 + part.length;
  }
  return out;
}

export function passwordKey(argon2id, account, password, { memory, passes, lanes, salt }) {
  return argon2id({
    password: credentialBytes(account, password),
    salt,
    memorySize: memory,
    iterations: passes,
    parallelism: lanes,
    hashLength: 32,
    outputType: 'binary',
  });
}
