import { bech32 } from "@scure/base";

/** The bytes of age's public keys, by their prefix. */
const lengths: Readonly<Record<string, number>> = { age: 32, age1pq: 1216, age1tag: 33, age1tagpq: 1249 };

/** Whether a text is a public key of age, with a valid checksum. Own code, as the encryption library takes 25 MB. */
export function isRecipient(text: string): boolean {
  const found = text === text.toLowerCase() ? bech32.decodeUnsafe(text, false) : undefined;
  return found !== undefined && bech32.fromWordsUnsafe(found.words)?.length === lengths[found.prefix];
}
