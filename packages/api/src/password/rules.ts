// Pure: a form may say it before the server does.

/** What an account is known by, as far as it is known: none of it is a password. */
export type OwnNames = {
  username?: string | undefined;
  name?: string | undefined;
  email: string;
  /** The names of the practices that it works in. */
  practices?: readonly string[] | undefined;
};

const shortestWord = 4;
const fewestOthers = 5;

/** So that what reads alike is alike; and without what people put between words and at their ends. */
const plain = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\p{C}\p{Sm}\p{Sc}\p{Sk}]/gu, "");

const characters = (text: string) => Array.from(text).length;

/** Each way to write what somebody is called, the longest first. */
function waysToWrite({ username, name, email }: OwnNames): string[] {
  const words = name?.split(/\s+/).filter((word) => characters(plain(word)) >= shortestWord) ?? [];
  const localPart = email.slice(0, email.lastIndexOf("@"));
  const ways = [username, name, email, localPart, ...words].map((way) => plain(way ?? ""));
  return [...new Set(ways)].filter((way) => way !== "").toSorted((one, other) => other.length - one.length);
}

/**
 * Whether a password is one of the account's own names, or little more: with the names taken out, fewer than five
 * letters or digits are left. Case, spaces and punctuation make no difference.
 */
export function isOwnName(password: string, names: OwnNames): boolean {
  const given = plain(password);
  const ways = waysToWrite(names);
  if (ways.includes(given)) return true;
  let rest = given;
  for (const way of ways) if (characters(way) >= shortestWord) rest = rest.replaceAll(way, "");
  return rest.length < given.length && characters(rest) < fewestOthers;
}

const shortestPart = 3;

/** Whole and in their parts, what an attacker who knows the account would try to begin with. */
export function ownWords({ username, name, email, practices = [] }: OwnNames): string[] {
  const known = [username, name, email, ...practices].flatMap((text) => text ?? []);
  const words = known.flatMap((text) => [text, plain(text), ...text.split(/[^\p{L}\p{M}\p{N}]+/u)]);
  const distinct = new Set(words.map((word) => word.normalize("NFKC").toLowerCase()));
  return [...distinct].filter((word) => characters(word) >= shortestPart);
}
