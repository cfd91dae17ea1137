// Bytes as base64 and back, in browsers that have no method of their own for it.

export const toText = (bytes) => btoa(String.fromCharCode(...bytes));
export const toBytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
