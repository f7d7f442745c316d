import { CommandFailure, exitCodes } from "./exit-codes.ts";

/**
 * Returns an API key without the blanks around it. Another shape would end in an error of `fetch`, which shows the key.
 * @throws {CommandFailure} for what cannot be a key. It does not show the text.
 */
export function readApiKey(given: string, source: string): string {
  const key = given.trim();
  if (!/^ct_[\x21-\x7e]+$/.test(key))
    throw new CommandFailure(
      `${source} is no API key: a key begins with ct_, and is one line of ASCII characters without blanks.`,
      exitCodes.invalidInput,
    );
  return key;
}
