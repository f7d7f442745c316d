import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { byWord } from "../words.ts";
import { isMark, maxWordLength, type Read } from "./cells.ts";

// Parses genders, email addresses and phone numbers. Pure: browsers use it.

const words = {
  male: "m h mr sr señor don monsieur signor male man boy männl männlich mann herr masc masculino masculina hombre varón niño homme masculin garçon maschio maschile uomo homem bărbat mand mies mężczyzna muž férfi erkek м муж мужской мужчина ч чоловік чоловіча мъж άνδρας άρρεν ذكر رجل مرد זכר पुरुष nam ชาย 남 남자 남성 男 男性",
  female:
    "f mrs ms miss fräulein sra srta señora señorita doña mme mlle madame mademoiselle signora female woman girl w weibl weiblich frau fem femenino femenina mujer hembra niña vrouw femme féminin fille femmina femminile donna feminino feminin mulher femeie kvinde kvinna kvinne nainen kobieta žena kadın ж жен женский женщина жінка жіноча жена γυναίκα θήλυ أنثى امرأة زن נקבה महिला nữ หญิง 여 여자 여성 女 女性",
  other:
    "o other x d divers diverse nonbinary non-binary genderfluid genderqueer agender bigender intersex otro autre altro",
  unknown: "u unk unknown unbekannt desconocido inconnu sconosciuto 不明",
} as const;

/** Without accents and an abbreviation's dot, as in `Varon` and `masc.`. A letter is a code. */
const plainWord = (word: string): string =>
  word.length === 1 ? word : word.normalize("NFD").replaceAll(/\p{M}|\.$/gu, "");
const genders = byWord(words, plainWord);

/** The meaning of a column's codes, in lower case. Null: the column is ambiguous. */
export type GenderCodes = ReadonlyMap<string, string | null>;

/** Returns null for an empty cell. `codes` take precedence over words. */
export function readGender(cell: string, codes?: GenderCodes): Read<string> {
  const word = genderWord(cell);
  if (word === "") return { value: null };
  const gender = codes?.has(word) ? codes.get(word) : genders.get(plainWord(word));
  if (gender) return { value: gender };
  // Address books' words: `Unspecified`, `Keine Angabe`.
  if (gender === undefined && /\p{L}{3}/u.test(word) && isMark("", word)) return { value: null };
  if (gender === null)
    return { message: "May be male or female here: say which with `genders`, or write the word" };
  return { message: "Not a gender, such as male, female, other, unknown, M, F" };
}

export function genderWord(cell: string): string {
  const word = cell.trim().toLowerCase();
  return word.length > maxWordLength ? "?" : word.normalize("NFC");
}

type Scheme = { codes: Readonly<Record<string, string | null>>; heading?: RegExp };

const open = { x: "other", o: "other", u: "unknown" };
/** The codes that occur together in a column, in some languages. Null: ambiguous. */
const usual: readonly Scheme[] = [
  { codes: { m: "male", f: "female", d: "other", n: null, b: null, ...open } },
  { codes: { m: "male", w: "female", d: "other", ...open } },
  { codes: { h: "male", f: "female", d: "other", ...open } },
  { codes: { m: "male", v: "female", ...open }, heading: /geslacht/i },
];
/** Codes that only count if both genders occur, or with a heading in the language. */
const rare: readonly Scheme[] = [
  { codes: { h: "male", m: "female", ...open }, heading: /sexo|g[eé]nero/i },
  // Varón and mujer, and Lithuanian. Varón and hembra.
  { codes: { v: "male", m: "female", ...open }, heading: /sexo|g[eé]nero|lytis/i },
  { codes: { v: "male", h: "female", ...open } },
  // Herr and Dame, home and dona; uomo or maschio and donna.
  { codes: { h: "male", d: "female" } },
  { codes: { u: "male", d: "female" } },
  { codes: { m: "male", d: "female" } },
  // Hungarian and Irish.
  { codes: { f: "male", n: "female" } },
  { codes: { f: "male", b: "female" } },
];

/**
 * The meaning of letters among a column's other words: `M` is a woman beside `H` (hombre, mujer), and a man beside
 * `F`. Null: the possible languages disagree.
 */
export function genderCodesIn(heading: string, column: ReadonlySet<string>): GenderCodes {
  const letters = [...column].filter((word) => /^[a-z]$/.test(word));
  const spoken = [...column].flatMap((word) =>
    word.length > 1 ? [[word, genders.get(plainWord(word))] as const] : [],
  );
  const has = ({ codes }: Scheme, gender: string) => letters.some((letter) => codes[letter] === gender);
  const isSpoken = (gender: string) => spoken.some(([, meaning]) => meaning === gender);
  const isPair = (scheme: Scheme) => has(scheme, "male") && has(scheme, "female");
  // A column has one spelling of each gender, unless a word begins with its letter.
  const isFitting = (scheme: Scheme) =>
    letters.every((letter) => letter in scheme.codes) &&
    spoken.every(
      ([word, meaning]) => !meaning || scheme.codes[word.charAt(0)] === meaning || !has(scheme, meaning),
    );
  const isShown = (scheme: Scheme) =>
    scheme.heading?.test(heading) ||
    ["male", "female"].every((gender) => has(scheme, gender) || isSpoken(gender));
  const meaningsOf = (letter: string, schemes: readonly Scheme[]) =>
    new Set(schemes.flatMap(({ codes }) => (letter in codes ? [codes[letter] ?? null] : [])));
  const spokenHere = [...usual, ...rare].filter(({ heading: own }) => own?.test(heading));
  // A heading in one of the languages rules out the others.
  const all = [...usual, ...rare].filter(
    (scheme) => !scheme.heading || spokenHere.length === 0 || spokenHere.includes(scheme),
  );
  const pairs = all.filter(isPair);
  // With a letter of no scheme, those schemes count that have a letter on which all agree.
  const sure = pairs.filter(({ codes }) =>
    letters.some((letter) => letter in codes && meaningsOf(letter, pairs).size === 1),
  );
  const fitting = all.filter((scheme) => usual.includes(scheme) || isShown(scheme)).filter(isFitting);
  const counted = [fitting, sure, pairs].find((schemes) => schemes.length > 0) ?? all;
  // If no language has all letters, an unusual meaning counts only where each has it.
  const isSure = (letter: string, meaning: string | null) =>
    counted === fitting || meaning === genders.get(letter) || counted.every(({ codes }) => letter in codes);
  return new Map(
    letters.flatMap((letter) => {
      const [meaning, ...others] = meaningsOf(letter, counted);
      if (meaning === undefined) return [];
      return [[letter, others.length > 0 || !isSure(letter, meaning) ? null : meaning] as const];
    }),
  );
}

/** Returns the address of `Ann Roe <ann@example.org>`, as in address books, and of a link, as Access exports it. */
export const readEmail = (cell: string): string =>
  cell
    .replace(/#mailto:.*$/is, "")
    .trim()
    .replace(/^(?:mailto:|[^<>@]*<)\s*(?:mailto:)?([^<>\s,;]+)\s*>?$/i, "$1");

/** Returns a phone number, or an empty text for none. Spreadsheets read phone numbers as numbers. */
export function readPhone(cell: string): { value: string } | { message: FieldMessage } {
  const text = cell.trim();
  if (/^\+?\d(?:[.,]\d+)?e\+?\d+$/i.test(text))
    return { message: "Not a phone number: a spreadsheet has shortened it" };
  if (/^[0\s()./+-]*$/.test(text)) return { value: "" };
  // A cell may have a number in each line.
  return { value: text.replace(/^(\+?\d{5,})[.,]0+$/, "$1").replaceAll(/(?<!\s)\s*[\r\n]\s*/g, " / ") };
}
