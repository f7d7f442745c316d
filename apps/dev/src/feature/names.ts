/** A feature's name in every form that its files use. */
export type FeatureNames = {
  kebab: string;
  kebabs: string;
  snake: string;
  camel: string;
  Pascal: string;
  Pascals: string;
  pluralCamel: string;
  /** The prefix of its error codes. */
  CODE: string;
  words: string;
  manyWords: string;
  aWords: string;
  Title: string;
  Titles: string;
};

const kebabCase = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

/** By sound: an upload, a user, a unit. */
const beginsWithVowel = /^(?:[aeio]|u(?!ni|s[aeu]|ro|ti))/;

/** Reserved words of JavaScript and of tRPC's routers, and names that every object or folder has. */
const reserved = new Set(
  `apply arguments await break call case catch class const constructor continue debugger default delete do else enum
  eval export extends false finally for function if implements import in index instanceof interface let new null package
  private protected prototype public return static super switch then this throw true try typeof undefined var void while
  with yield`.split(/\s+/),
);

/** Whether JavaScript, tRPC or each object already defines the word. */
export const isReserved = (word: string): boolean => reserved.has(word);

/** @throws {Error} if the name or the plural is not kebab-case, is reserved, or the two are equal. */
export function featureNames(name: string, plural?: string): FeatureNames {
  requireKebabCase(name);
  if (plural === undefined && /[^su]s$/.test(name)) {
    throw new Error(`${name} looks like a plural. Pass the singular, or its plural with --plural.`);
  }
  const camel = camelCase(name);
  if (isReserved(camel)) throw new Error(`${name} is a reserved word. Choose another name.`);
  const kebabs = plural ?? pluralOf(name);
  requireKebabCase(kebabs);
  if (kebabs === name)
    throw new Error("The plural must differ from the name, because functions are named after both.");
  const words = name.replaceAll("-", " ");
  return {
    kebab: name,
    kebabs,
    snake: name.replaceAll("-", "_"),
    camel,
    Pascal: capitalized(camel),
    Pascals: capitalized(camelCase(kebabs)),
    pluralCamel: camelCase(kebabs),
    CODE: name.replaceAll("-", "_").toUpperCase(),
    words,
    manyWords: kebabs.replaceAll("-", " "),
    Title: capitalized(words),
    Titles: capitalized(kebabs.replaceAll("-", " ")),
    aWords: `${beginsWithVowel.test(words) ? "an" : "a"} ${words}`,
  };
}

function requireKebabCase(name: string): void {
  if (kebabCase.test(name) && name.length <= 40) return;
  throw new Error(
    `${JSON.stringify(name)} is not a valid feature name: use kebab-case with at most 40 characters, such as care-plan.`,
  );
}

function pluralOf(name: string): string {
  if (/[^aeiou]y$/.test(name)) return name.replace(/y$/, "ies");
  return /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

const camelCase = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
