/** A feature's name in all the ways that its files spell it. */
export type FeatureNames = {
  kebab: string;
  /** Of more than one. */
  kebabs: string;
  snake: string;
  camel: string;
  Pascal: string;
  Pascals: string;
  /** The code of an error begins with it. */
  CODE: string;
  words: string;
  manyWords: string;
  aWords: string;
};

const kebabCase = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

/** No variable, or no router of tRPC, can have such a name. */
const reserved = new Set(
  `apply arguments await break call case catch class const continue debugger default delete do else enum eval export
  extends false finally for function if implements import in instanceof interface let new null package private protected
  public return static super switch then this throw true try typeof undefined var void while with yield`.split(
    /\s+/,
  ),
);

/** @throws {Error} if it is no name of a feature, or there is no such word. */
export function featureNames(name: string, plural?: string): FeatureNames {
  requireKebabCase(name);
  if (plural === undefined && /[^su]s$/.test(name)) {
    throw new Error(`Name one of them: ${name} looks like a plural. If it is none, say --plural.`);
  }
  const camel = camelCase(name);
  if (reserved.has(camel)) throw new Error(`${name} is a word of the language. Choose another name.`);
  const kebabs = plural ?? pluralOf(name);
  requireKebabCase(kebabs);
  if (kebabs === name)
    throw new Error("The plural has to differ from the name, as functions are named by both.");
  const words = name.replaceAll("-", " ");
  return {
    kebab: name,
    kebabs,
    snake: name.replaceAll("-", "_"),
    camel,
    Pascal: capitalized(camel),
    Pascals: capitalized(camelCase(kebabs)),
    CODE: name.replaceAll("-", "_").toUpperCase(),
    words,
    manyWords: kebabs.replaceAll("-", " "),
    aWords: `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`,
  };
}

function requireKebabCase(name: string): void {
  if (kebabCase.test(name) && name.length <= 40) return;
  throw new Error(
    `${JSON.stringify(name)} is no name of a feature: write up to 40 small letters, words joined by hyphens, as in care-plan.`,
  );
}

function pluralOf(name: string): string {
  if (/[^aeiou]y$/.test(name)) return name.replace(/y$/, "ies");
  return /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

const camelCase = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
