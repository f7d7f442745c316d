// Pure: forms can check passwords before the server does.

/** The known names of an account, which its password must not consist of. */
export type OwnNames = {
  username?: string | undefined;
  name?: string | undefined;
  email: string;
  /** Names of the account's practices. */
  practices?: readonly string[] | undefined;
};

const minWordLength = 4;
const minOthers = 5;

/** Unifies equivalent spellings, and removes separators and punctuation. */
const plain = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\p{C}\p{Sm}\p{Sc}\p{Sk}]/gu, "");

const characters = (text: string) => Array.from(text).length;

/** All spellings of the account's names, longest first. */
function spellingsOf({ username, name, email }: OwnNames): string[] {
  const words = name?.split(/\s+/).filter((word) => characters(plain(word)) >= minWordLength) ?? [];
  const localPart = email.slice(0, email.lastIndexOf("@"));
  const ways = [username, name, email, localPart, ...words].map((way) => plain(way ?? ""));
  return [...new Set(ways)].filter((way) => way !== "").toSorted((one, other) => other.length - one.length);
}

/**
 * Whether a password is little more than the account's names: without them, fewer than five letters or digits are left.
 * Ignores case, spaces and punctuation.
 */
export function isOwnName(password: string, names: OwnNames): boolean {
  const given = plain(password);
  const ways = spellingsOf(names);
  if (ways.includes(given)) return true;
  let rest = given;
  for (const way of ways) if (characters(way) >= minWordLength) rest = rest.replaceAll(way, "");
  return rest.length < given.length && characters(rest) < minOthers;
}

const minPartLength = 3;

/** The names, whole and in parts, that an attacker would try first. */
export function ownWords({ username, name, email, practices = [] }: OwnNames): string[] {
  const known = [username, name, email, ...practices].flatMap((text) => text ?? []);
  const words = known.flatMap((text) => [text, plain(text), ...text.split(/[^\p{L}\p{M}\p{N}]+/u)]);
  const distinct = new Set(words.map((word) => word.normalize("NFKC").toLowerCase()));
  return [...distinct].filter((word) => characters(word) >= minPartLength);
}
