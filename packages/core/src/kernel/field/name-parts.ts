// Parses names of persons. Pure and without zod: browsers load it with their first page.

export const maxNameLength = 300;

export type NameParts = { firstName: string; lastName: string };

const degree = String.raw`m\.?d|d\.?d\.?s|d\.?m\.?d|r\.?n|n\.?p|ph\.?d|psy\.?d|pharm\.?d|m\.?sc|b\.?sc|c\.?sc|mph|fac[cps]|fmh|mb\.?bs|[mf]rc[ps]|aprn|[bm]sn|fnp|pa-c`;
/** These are also last names. */
const namelike = String.raw`d\.?o|mba`;
const academic = String.raw`p\.?d|priv\.?-?doz|dra?|drs|prof|univ|med|dent|vet|phil|rer|nat|jur|iur|h\.\s?c|mult|habil|dipl|ing|mag|mgr|lic|lek|(?:mu|md|mv|ju|rn|ph)dr|uzm|doç|bs|δρ|д-р|проф|د|ד["״]ר`;
/** Whole words that no name begins with. */
const spoken =
  "mister|monsieur|madame|mademoiselle|se[ñn]ora?|se[ñn]orita|senhora?|signora?|mevrouw|meneer|doctora?|docteur|doktor|(?:ال)?دكتورة?|السيدة?|श्री(?:मती)?|सुश्री|डॉ";
/** Before a Thai name, usually without a space. */
const thai = String.raw`(?:นาย|นางสาว|นาง|เด็ก(?:ชาย|หญิง)|น\.?ส\.?|ด\.?[ชญ]\.?)\s*`;
const salutation = String.raw`${spoken}|mrs?|ms|miss|mx|herrn?|hr|frau|fr|srt?a?|mme|mlle|m|dhr|mevr|mw|sig(?:\.?ra)?|dott(?:\.?ssa)?`;

/** What follows a comma and is no first name: `John Smith, Jr.`, `Ada Meier, geb. Roth`, `Meier, Ada, Dr. med.` */
const suffix = new RegExp(
  String.raw`^(?:(?:jr|sr|junior|senior|esq|i{2,3}|iv|${namelike}|${degree})\.?|(?:geb\.|geborene?|verw\.|née?|born)(?: .*)?|(?:pd\s*)?(?:(?:${academic})\.[\s-]*)*)$`,
  "iu",
);
/**
 * Titles after a name. Without a dot, only words that are no first names: `Phil` and `Ing` are. Words are separated
 * by signs that no word has, so that the expression has one way to match.
 */
const titlesBehind = (others: string) => {
  const first = String.raw`${degree}|${others}(?:p\.?d[\s.]+)?dra?|(?:priv\.?-?doz|prof|univ|dipl|mag|mgr|lic|ing)(?=\.)`;
  return String.raw`(?<!\s)\s+\(?(?:${first})(?:[\s,.-]+(?:${academic}|${degree}|mba))*[.)]*$`;
};
const sureTitles = new RegExp(`,?${titlesBehind("")}`, "iu");
/** Only where the whole name is searched as well. */
const endTitles = new RegExp(`,?${titlesBehind(String.raw`${namelike}|frau|mrs?|mme|[fh]r(?=\.)|`)}`, "iu");
const titles = new RegExp(
  String.raw`^(?:(?:${academic}|${salutation})(?:\.|(?=[\s-]))[\s-]*|${thai})+(?=\S)`,
  "iu",
);

/** Without a dot, only words that no name begins with. `M. Roe` may be an initial. */
const address = new RegExp(
  String.raw`^(?:${thai}|(?=[\p{L}\p{M}]{2}|h\.\s?c)(?:(?:${academic}|${salutation})\.[\s-]*|(?:${spoken}|dra?|prof|mrs?|ms|herrn?|frau|sra?|srta|mme|mlle)\s+))+(?=\p{L})`,
  "iu",
);

/** `v.d. Berg` may be stored as `van der Berg` or `van den Berg`. */
const shortParticle = /(?<=^|\s)v(?:\.\s?|\/)?d\.?\s+(?=\S)/giu;

/**
 * A name to search for, without titles, forms of address and short particles: `Keller` for `Frau Dr. Keller` and
 * `Keller, Dr. med.`
 */
export const withoutAddress = (sought: string): string =>
  withoutSureTitles(sought).replaceAll(shortParticle, "");

const withoutSureTitles = (name: string): string =>
  name.trimStart().replace(address, "").replace(sureTitles, "");

/** Words before a birth name. `Born` and `Nee` alone are names. */
const beforeBirthName = /^(?:geb\.\s*|(?:geb|geborene?|née?|nee|born|nata|nacida|nascida|z domu)\s+(?=\S))/iu;

/** Extracts a birth name from a file's text: `Huber` from `geb. Huber`, `Dr. Huber`, and `Anna Huber` of an Anna. */
export function lastNameAtBirth(written: string, firstName: string): string {
  const text = withoutSureTitles(written.trim().replace(/^\((.*)\)$/su, "$1")).replace(beforeBirthName, "");
  const last = comma.test(text) ? splitName(text).lastName || text : text;
  const words = withoutSureTitles(last).split(/\s+/u);
  const firstNames = firstName.toLowerCase().split(/\s+/u);
  const at = words.findIndex((word) => !firstNames.includes(word.toLowerCase()));
  return words.slice(at === -1 ? -1 : at).join(" ");
}

/** Titles between names, as in `Keller, Dr. Anna`. */
const middleTitles = new RegExp(
  String.raw`\s(?:(?:prof|p\.?d|priv\.?-?doz)\.?\s+)?dra?\.?\s(?:(?:${academic})\.[\s-]*)*`,
  "giu",
);

/** Removes degrees and titles such as `Dr.` from a name. */
export const withoutTitles = (name: string): string =>
  name.replace(endTitles, "").replace(titles, "").replace(middleTitles, " ");

/**
 * The same for PostgreSQL: an expression to remove, in any case, and a quick test that every name with a title
 * passes.
 */
export const titlesInSql = {
  pattern: `${titles.source}|${endTitles.source}|${middleTitles.source}`,
  sign: String.raw`(?:^|[\s(])(?:${academic}|${salutation}|${degree}|${namelike})(?:[.\s)-]|$)|^${thai}`,
};

/**
 * Particles of the last name that follows. Capitalized `Van` and `Le` are first names, too, but `Van Der` and `De La`
 * are not. No word matches two alternatives, so the expression does not backtrack.
 */
const particle =
  "(?:[oO]|[mM][aA]?[cC]|[óÓ]|Ní|[sS]t\\.?|v[ao]n|vom|v\\.(?:\\s?d\\.)?|v/?d|und|zum?|zur|de[ilmnr]?|d[ae]ll[aeo]|degli|dal|het|'t|te[nr]?|in|op|aan|uit|di|d[ao]s?|du|des|l[ae]s?|los|al|el|bint?|ben|ibn|af|ابن|بنت?|عبد|أبو|آل|בן|בת|(?:V[aAoO][nN]|D[eE])\\s+(?:[dD][eE][mMnNrR]?|[lL][aAoO][sS]?))";

/** Chinese, Japanese and Korean names begin with the last name. */
export const isLastNameFirst =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー\s]+$/u;

/**
 * Suffixes of a last name without a comma: `John Smith Jr.`, `Jane Roe MD`, `Ada Meier geb. Roth`, `Ada Meier
 * (Roth)`.
 */
const endings = [
  /(?<!\s)\s+(?:(?:jr|sr|i{2,3}|iv)\.?|\([^()]*\)|(?:geb\.|geborene?|verw\.|née?|born)\s.+)$/isu,
  sureTitles,
];

function endingOf(name: string): string {
  const rest = endings.reduce((left, ending) => left.replace(ending, ""), name);
  return rest === name ? "" : endingOf(rest) + name.slice(rest.length);
}

/** With both parts of `Ortega y Gasset`. */
const lastNameLast = new RegExp(
  String.raw`^(?<firstName>.*?\S)\s+(?<lastName>(?:${particle}\s+)*\S+(?:\s+[yei]\s+\S+)?)$`,
  "su",
);

const particles = new RegExp(String.raw`^(?:${particle}\s+)+`, "u");

/** Returns a last name without the particles before it: `Berg` for `van der Berg`. */
export const withoutParticles = (lastName: string): string => lastName.replace(particles, "");

/** Also the commas of Chinese, Japanese and Arabic keyboards. */
export const comma = /[,，،]/u;

/**
 * The last name is the last word with its particles, or what precedes a comma, or the first word in East Asian
 * script. A single word is a first name. Suffixes stay after the last name.
 */
export function splitName(name: string): NameParts {
  if (name.length > maxNameLength) return { firstName: name, lastName: "" };
  const [before, ...after] = name.split(comma).flatMap((part) => part.trim() || []);
  if (before === undefined) return { firstName: name, lastName: "" };
  const end = after.slice(after.findLastIndex((part) => !suffix.test(part)) + 1);
  const firstNames = after.slice(0, after.length - end.length).join(" ");
  const withEnd = (words: string) => [words, ...end].join(", ");
  if (firstNames !== "") {
    // A first name in brackets after the first name.
    const behind = firstNames.endsWith(")") ? "" : endingOf(firstNames);
    const lastName = before.replace(address, "");
    return {
      // In `Dr. Smith, Jane`, the title is Jane's.
      firstName: before.slice(0, -lastName.length) + firstNames.slice(0, firstNames.length - behind.length),
      lastName: withEnd(lastName + behind),
    };
  }
  const parts = isLastNameFirst.test(before) ? /^(?<lastName>\S+)\s+(?<firstName>\S.*)/su : lastNameLast;
  const behind = endingOf(before);
  const found = parts.exec(before.slice(0, before.length - behind.length));
  const { firstName, lastName } = (found ?? parts.exec(before))?.groups ?? {};
  return firstName === undefined || lastName === undefined
    ? { firstName: withEnd(before), lastName: "" }
    : { firstName, lastName: withEnd(found ? lastName + behind : lastName) };
}

const initialOf = (part: string) => /\p{L}\p{M}*/u.exec(withoutTitles(part))?.[0].toUpperCase() ?? "";

/** `JR` for Dr. Jane Roe. */
export const initialsOf = ({ firstName, lastName }: NameParts): string =>
  initialOf(firstName) + initialOf(lastName);
