import type { FieldMessage } from "../../../../kernel/error/field-messages.ts";
import { dayAt, type PracticeZone } from "../../../../kernel/field/day.ts";
import { isSpoilt } from "../../../../kernel/field/hidden-characters.ts";
import { isStorableInstant } from "../../../../kernel/field/instant.ts";
import { withPlainDigits } from "../../../../kernel/field/phone-number.ts";
import { CalendarDate } from "../../../../kernel/field/schemas.ts";
import { soughtDate } from "../../../../people/patient/search/birth-dates.ts";
import { isWeekday, monthsNamed } from "../../../../people/patient/search/month-names.ts";
import type { DateFormat } from "./schema.ts";

// Parses cells as people write them. Nothing is guessed: ambiguous text is an error. Pure: browsers use it.

export type Read<Value> = { value: Value | null } | { message: FieldMessage };

const nothing =
  /^(?:[(<[]?(?:null|none|n\/a|n\.\s?a\.?|na[nt])[)>\]]?|<na>|\\n|#n\/a|#nv|#n\/d|undefined|\((?:blank|empty|leer|vac[ií][oa]s?|en blanco|vide)\)|[-–—－]+)$/i;
/** What people write for nothing, in several languages. */
const nothingInWords =
  /^[(<[]?(?:[.?…]+|na|nil|nothing|unk(?:nown)?|not (?:known|available|applicable|stated|recorded|given|on file|provided|specified|entered)|unspecified|no data|missing|tb[ad]|keine?(?: angaben?)?|k\.\s?a\.?|nicht bekannt|unbekannt|sin datos?|s\/d|ningun[oa]|desconocid[oa]|(?:no|sin) (?:consta|aplica|disponible|informad[oa]|especificad[oa]|especificar)|nicht (?:angegeben|erfasst)|aucune?|inconnue?|néant|non renseigné|nessun[oa]?|sconosciut[oa]|geen|onbekend|なし|不明)[)>\]]?\.?$/i;
/** With spaces around it. Most cells are longer. */
const longestMark = 20;
/** Somebody may be called Null. */
const ownNames: readonly string[] = ["name", "firstName", "lastName"];
const named = [...ownNames, "patient", "doctor"];
/** A word may be a value here, such as the gender unknown, the result nil, and a code. */
const worded = new Set(
  [named, "Id gender code codeSystem class value status clinicalStatus verificationStatus".split(" ")].flat(),
);

/** Whether a cell has a mark for nothing, such as `NULL`, `N/A` or `sin datos`. `NA` may be a code. */
export const isMark = (key: string, cell: string): boolean =>
  cell.length < longestMark &&
  ((nothing.test(cell.trim()) && !named.includes(key)) ||
    (nothingInWords.test(cell.trim()) && !worded.has(key)));

const notMeasured =
  /^(?:|na|n\.?\s?d\.?|not (?:done|performed|tested|measured)|pending|k\.\s?a\.?|keine angaben?|nicht (?:bestimmt|gemessen|durchgeführt|erhoben)|ausstehend|folgt|sin datos?|s\/d|no (?:realizad|medid|hech)[oa]|pendiente|non (?:fait|réalisée?|mesurée?|eseguit[oa])|en attente|\*+)$/i;

/** Whether a cell says that nothing was measured. */
export const isNothing = (cell: string): boolean => notMeasured.test(cell.trim()) || isMark("value", cell);

/** Whether an import would not take the cell as it is. Below apostrophes, it would. */
function isOdd(key: string, cell: string): boolean {
  const value = cell.replace(/^'+/, "");
  return isMark(key, value) || faultOf(value, key) !== undefined;
}

/** A value in an export, with an apostrophe if it looks like a mark of nothing or a fault, such as the address `-`. */
export const asValue = (key: string, cell: string): string => (isOdd(key, cell) ? `'${cell}` : cell);

/** The cells with nothing in place of its marks, and as values those that have an apostrophe. */
export function withoutMarks(cells: Readonly<Record<string, string>>): Record<string, string> {
  const seen = { ...cells };
  for (const [key, cell] of Object.entries(cells))
    if (isMark(key, cell)) seen[key] = "";
    else if (cell.startsWith("'") && isOdd(key, cell)) seen[key] = cell.slice(1);
  return seen;
}

/** What spreadsheets show in place of a value, in any language: `#VALUE!`, `#¿NOMBRE?`, `#####`. */
const failed = /^#(?:[¡¿]?[\p{L}/\d]+[!?]|#{2,})$/u;

/** A sign of a web page, such as `&uuml;`. */
const ofWeb =
  /&(?:#\d{2,6}|#x[\da-f]{2,5}|nbsp|amp|quot|apos|szlig|[a-z]{1,2}(?:acute|grave|uml|circ|tilde|cedil|ring|slash|lig|caron));/i;
/** An encoding wrote a question mark for each letter that it lacks: `M?ller`. */
const lost = /\p{L}\?+\p{L}|\?\?|\?\p{L}/u;

/** Most cells have no sign that may be wrong. */
const ordinary = /^[ !"$%'->@-~]*$/;

const lettered = new Set(["middleName", "secondLastName", "address", "addressLine2", "city"]);

/** What is wrong with a cell of any column. Texts may have question marks, names and addresses have none. */
export function faultOf(cell: string, key = ""): FieldMessage | undefined {
  // A number or a date: the column with the name is another one.
  if (ownNames.includes(key) && /\d/.test(cell) && !/\p{L}/u.test(cell))
    return "Has no letters: choose the column with the name";
  if (ordinary.test(cell)) return undefined;
  const isLost = (lettered.has(key) || named.includes(key)) && lost.test(cell);
  if (isLost || isSpoilt(cell) || ofWeb.test(cell))
    return "Has a letter that could not be read: type the text again";
  return failed.test(cell.trim()) ? "Is an error of a spreadsheet: type the value again" : undefined;
}

const words = {
  male: "m h mr sr señor don monsieur signor male man boy männl männlich mann herr masc masculino masculina hombre varón niño homme masculin garçon maschio maschile uomo homem bărbat mand mies mężczyzna muž férfi erkek м муж мужской мужчина ч чоловік чоловіча мъж άνδρας άρρεν ذكر رجل مرد זכר पुरुष nam ชาย 남 남자 남성 男 男性",
  female:
    "f mrs ms miss fräulein sra srta señora señorita doña mme mlle madame mademoiselle signora female woman girl w weibl weiblich frau fem femenino femenina mujer hembra niña vrouw femme féminin fille femmina femminile donna feminino feminin mulher femeie kvinde kvinna kvinne nainen kobieta žena kadın ж жен женский женщина жінка жіноча жена γυναίκα θήλυ أنثى امرأة زن נקבה महिला nữ หญิง 여 여자 여성 女 女性",
  other:
    "o other x d divers diverse nonbinary non-binary genderfluid genderqueer agender bigender intersex otro autre altro",
  unknown: "u unk unknown unbekannt desconocido inconnu sconosciuto 不明",
} as const;

/** Without accents and the dot of an abbreviation, as in `Varon` and `masc.`. A letter is a code. */
const plainWord = (word: string): string =>
  word.length === 1 ? word : word.normalize("NFD").replaceAll(/\p{M}|\.$/gu, "");
const genders = new Map(
  Object.entries(words).flatMap(([gender, all]) =>
    all.split(" ").map((word) => [plainWord(word), gender] as const),
  ),
);

const maxWordLength = 50;

/** What codes stand for in a column, in lower case. Null: the column does not tell. */
export type GenderCodes = ReadonlyMap<string, string | null>;

/** Returns null for an empty cell. `codes` go before the usual words. */
export function readGender(cell: string, codes?: GenderCodes): Read<string> {
  const word = genderWord(cell);
  if (word === "") return { value: null };
  const gender = codes?.has(word) ? codes.get(word) : genders.get(plainWord(word));
  if (gender) return { value: gender };
  // As address books write it: `Unspecified`, `Keine Angabe`.
  if (gender === undefined && /\p{L}{3}/u.test(word) && nothingInWords.test(word)) return { value: null };
  if (gender === null)
    return { message: "May be male or female here: say which with `genders`, or write the word" };
  return { message: "Not a gender, such as male, female, other, unknown, M, F" };
}

/** A longer text is not a gender, and can be crafted to normalise slowly. */
export function genderWord(cell: string): string {
  const word = cell.trim().toLowerCase();
  return word.length > maxWordLength ? "?" : word.normalize("NFC");
}

type Scheme = { codes: Readonly<Record<string, string | null>>; heading?: RegExp };

const open = { x: "other", o: "other", u: "unknown" };
/** The codes that occur together in a column, in some languages. Null: they do not tell. */
const usual: readonly Scheme[] = [
  { codes: { m: "male", f: "female", d: "other", n: null, b: null, ...open } },
  { codes: { m: "male", w: "female", d: "other", ...open } },
  { codes: { h: "male", f: "female", d: "other", ...open } },
  { codes: { m: "male", v: "female", ...open }, heading: /geslacht/i },
];
/** Those that only count if both genders occur, or with a heading in the language. */
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
 * What letters stand for among the other words of a column: `M` is a woman beside `H` (hombre, mujer), and a man beside
 * `F`. Null: the languages in which these letters occur together do not agree.
 */
export function genderCodesIn(heading: string, column: ReadonlySet<string>): GenderCodes {
  const letters = [...column].filter((word) => /^[a-z]$/.test(word));
  const spoken = [...column].flatMap((word) =>
    word.length > 1 ? [[word, genders.get(plainWord(word))] as const] : [],
  );
  const has = ({ codes }: Scheme, gender: string) => letters.some((letter) => codes[letter] === gender);
  const isSaid = (gender: string) => spoken.some(([, said]) => said === gender);
  const isPair = (scheme: Scheme) => has(scheme, "male") && has(scheme, "female");
  // A column has one spelling of each gender, unless a word begins with its letter.
  const isFitting = (scheme: Scheme) =>
    letters.every((letter) => letter in scheme.codes) &&
    spoken.every(([word, said]) => !said || scheme.codes[word.charAt(0)] === said || !has(scheme, said));
  const isShown = (scheme: Scheme) =>
    scheme.heading?.test(heading) ||
    ["male", "female"].every((gender) => has(scheme, gender) || isSaid(gender));
  const meaningsOf = (letter: string, schemes: readonly Scheme[]) =>
    new Set(schemes.flatMap(({ codes }) => (letter in codes ? [codes[letter] ?? null] : [])));
  const spokenHere = [...usual, ...rare].filter(({ heading: own }) => own?.test(heading));
  // A heading in the language of some leaves out those of other languages.
  const all = [...usual, ...rare].filter(
    (scheme) => !scheme.heading || spokenHere.length === 0 || spokenHere.includes(scheme),
  );
  const pairs = all.filter(isPair);
  // With a letter of no scheme, those count that have a letter on which all agree.
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

/** Digits of all scripts as ASCII, and signs as wide as those of Japanese: `２０１９／５／２`, `٩:٣٠`. */
export const withPlainSigns = (cell: string): string =>
  withPlainDigits(cell).replaceAll(/[！-～]/gu, (sign) => sign.normalize("NFKC"));

const midnight =
  /(?:T|\s*,\s*|\s+)(?:0?0:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?|12:00(?::00)?\s*a\.?m\.?)$/i;

/** Databases and spreadsheets write midnight behind a day. */
export const withoutMidnight = (cell: string): string => cell.trim().replace(midnight, "");

/** The address of `Ann Roe <ann@example.org>`, as address books write it, and of a link, as Access exports it, too. */
export const readEmail = (cell: string): string =>
  cell
    .replace(/#mailto:.*$/is, "")
    .replace(/^\s*(?:mailto:|[^<>@]*<)\s*(?:mailto:)?([^<>\s,;]+)\s*>?\s*$/i, "$1");

/** Returns a phone number, or an empty text for none. Spreadsheets take phone numbers for numbers. */
export function readPhone(cell: string): { value: string } | { message: FieldMessage } {
  const text = cell.trim();
  if (/^\+?\d(?:[.,]\d+)?e\+?\d+$/i.test(text))
    return { message: "Not a phone number: a spreadsheet has shortened it" };
  if (/^[0\s()./+-]*$/.test(text)) return { value: "" };
  // A cell may have a number in each line.
  return { value: text.replace(/^(\+?\d{5,})[.,]0+$/, "$1").replaceAll(/\s*[\r\n]+\s*/g, " / ") };
}

/** In the compact form of ISO 8601 and of laboratories' HL7: `20240224093000`. */
const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)[T ]?([0-2]\d)([0-5]\d)([0-5]\d)?(\.\d+)?(Z|[+-]\d{4})?$/i;

/** A day or a moment without what some programs and people write around it, such as a weekday: `Mi, 14. 2. 2024 um 9:30`. */
export function plainMoment(cell: string): string {
  const written = withPlainSigns(cell).trim();
  if (written.length > longestMoment || usualMoment.test(written)) return written;
  const text = written
    .replace(
      compact,
      (...[, year, month, day, hour, minute, second = "00", part = "", zone = ""]) =>
        `${year}-${month}-${day}T${hour}:${minute}:${second}${part}${zone}`,
    )
    // As JavaScript writes it: `Wed Feb 14 2024 09:30:00 GMT+0100 (CET)`.
    .replace(/(?<=:\d\d )(?:GMT|UTC)([+-]\d{4})(?: \([^()]*\))?$/, "$1");
  const [, word = "", rest = ""] = /^(\p{L}{2,12})\.?,?\s+(\S.*)$/su.exec(text) ?? [];
  // `Mar` is March, too.
  const isBefore = isWeekday(word) && (/^\d+[./-]\s?\d/.test(rest) || namedDay(rest) !== undefined);
  return (
    (isBefore ? rest : text)
      .replace(/^(\d{1,2})\.\s+(\d{1,2})\.\s+(?=\d{4}\b)/, "$1.$2.")
      // As SAS writes it: `14FEB2024:09:30:00`.
      .replace(/(?<=^\d{1,2}\p{L}{3}\d{4}):(?=\d)/u, " ")
      .replace(/(?<=\d,?)\s+(?:um|at|à|a las?|às|alle|ore|om|kl\.?|@|[-–])\s+(?=\d)/iu, " ")
  );
}

const longestMoment = 100;
const usualMoment = /^(?:\d+([./-])\d+\1\d+(?:[T ]\d[\d:]*)?|\d{4}-\d\d-\d\d[T ]\d.*)$/s;

/** Without seconds, what follows a time is its zone only behind a `T`: `08:30-09:00` is from half past eight to nine. */
const instant =
  /^(\d{4}-\d\d-\d\d)(?! \d\d:\d\d-)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d)?)$/i;
const timeOnWall = /(?<=^\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/i;

/** An instant as RFC 3339 has it, also of a database such as `2024-02-24 09:30:00+01`. Undefined for any other cell. */
export function instantIn(cell: string): string | undefined {
  const text = plainMoment(cell);
  const named = /^\d{4}-/.test(text) ? undefined : namedDay(text);
  const found = instant.exec(named ? `${named.day} ${named.behind}` : text);
  const [, day = "", time = "", zulu, hours, minutes = "00"] = found ?? [];
  const written = `${day}T${time.padEnd(8, ":00")}${zulu ? "Z" : `${hours}:${minutes}`}`;
  return CalendarDate.safeParse(day).success && isStorableInstant(written) ? written : undefined;
}

/** The day of an instant in the practice. Undefined for any other cell. */
function dayOfInstant(cell: string, timeZone: PracticeZone): string | undefined {
  const written = instantIn(cell);
  return written === undefined ? undefined : dayAt(written, timeZone);
}

/** The day in a cell, also in one with an instant or a time. Anything else stays as it is. */
export const dayIn = (cell: string, timeZone: PracticeZone): string =>
  dayOfInstant(cell, timeZone) ?? withoutMidnight(cell).replace(timeOnWall, "");

/** A date whose year is first is unambiguous: `1980/1/2`, `1980.01.02`, `19800102`, `1980年1月2日`. */
const yearFirst = (text: string): string =>
  text.replace(
    /^(\d{4})(?:[/.年](\d{1,2})(?:[/.月](?:(\d{1,2})日?)?)?|(\d\d)(\d\d))$/,
    (...[, year, ...parts]) => [year, ...parts.slice(0, 4).filter(Boolean)].join("-"),
  );

/** A day whose month has a name, in any language of the console, and what stands behind it, such as a time. */
export function namedDay(cell: string): { day: string; behind: string } | undefined {
  if (cell.length > maxWordLength || !/\p{L}{3}/u.test(cell)) return undefined;
  const { dates = [], others = "" } = soughtDate(cell, { order: undefined, isPossible: () => true }) ?? {};
  const [day, ...meanings] = dates;
  const behind = others.replace(/^[\s,]+/, "").trimEnd();
  const isFirst = others.startsWith(" ") && cell.endsWith(behind);
  const isNamed = /\p{L}{3}/u.test(cell.slice(0, cell.length - behind.length));
  return day && meanings.length === 0 && isFirst && isNamed ? { day, behind } : undefined;
}

/** Returns the date as `YYYY-MM-DD`, or null for an empty cell. An instant is the same in any format. */
export function readDate(written: string, format: DateFormat, timeZone: PracticeZone = null): Read<string> {
  const cell = plainMoment(written);
  const day = dayOfInstant(cell, timeZone);
  if (day !== undefined) return { value: day };
  const text = format === "YYYY-MM-DD" ? yearFirst(dayIn(cell, timeZone)) : withoutMidnight(cell);
  // Databases have a day of zeros for none.
  if (/^(?:0+([-./])0+\1)?0*$/.test(text)) return { value: null };
  const named = namedDay(text);
  if (named?.behind === "") return { value: named.day };
  const [year, month, date] = partsOf(text, format) ?? [];
  if (date === undefined) return { message: `Not a date in the format ${format}` };
  const read = CalendarDate.safeParse(`${year}-${month}-${date}`);
  return read.success ? { value: read.data } : { message: `Not a valid date, read as ${format}` };
}

/** The year, the month and the day of a text in a format. */
function partsOf(text: string, format: DateFormat): [year: string, month: string, date: string] | undefined {
  const separator = /[^A-Z]/.exec(format)?.[0] ?? "";
  const names = format.split(separator);
  // As in `01. 02. 1980`, and `1.2.1980.` in some languages.
  const parts = text
    .replace(/(?<=\d)\.$/, "")
    .split(separator)
    .map((part) => part.trim());
  const isWritten =
    parts.length === names.length &&
    names.every((name, at) => (name === "YYYY" ? /^\d{4}$/ : /^\d{1,2}$/).test(parts[at] ?? ""));
  const part = (name: string) => (parts[names.indexOf(name)] ?? "").padStart(2, "0");
  return isWritten ? [part("YYYY"), part("MM"), part("DD")] : undefined;
}

const formatsOfMonths: Record<DateFormat, RegExp> = {
  "YYYY-MM-DD": /^(?<year>\d{4})-(?<month>\d{1,2})$/,
  "DD.MM.YYYY": /^(?<month>\d{1,2})\.(?<year>\d{4})$/,
  "DD/MM/YYYY": /^(?<month>\d{1,2})\/(?<year>\d{4})$/,
  "MM/DD/YYYY": /^(?<month>\d{1,2})\/(?<year>\d{4})$/,
  "DD-MM-YYYY": /^(?<month>\d{1,2})-(?<year>\d{4})$/,
  "MM-DD-YYYY": /^(?<month>\d{1,2})-(?<year>\d{4})$/,
};

/** Returns a year, a month or a day as `YYYY-MM-DD` or its beginning, or null for an empty cell. */
export function readPartialDate(
  cell: string,
  format: DateFormat,
  timeZone: PracticeZone = null,
): Read<string> {
  // As in `~1979` and `ca. 1979`.
  const written = plainMoment(cell).replace(
    /^(?:[~≈]|ca?\.|ca\b|circa|about|around|approx\.?|etwa|aprox\.?|hacia|vers)\s*(?=\d{4}$)/iu,
    "",
  );
  const text = format === "YYYY-MM-DD" ? yearFirst(written) : written;
  if (/^\d{4}$/.test(text)) return { value: text };
  const { year, month = "" } = formatsOfMonths[format].exec(text)?.groups ?? {};
  if (year !== undefined) return { value: `${year}-${month.padStart(2, "0")}` };
  // Databases and health cards have zeros for what is not known.
  const parts = partsOf(text, format);
  if (parts?.[2] === "00" && parts[0] !== "0000")
    return { value: parts[1] === "00" ? parts[0] : `${parts[0]}-${parts[1]}` };
  const [, name = "", yearBehind] = /^(\p{L}{3,20})\.?,?(?:\s+(?:del?\s+)?|-)(\d{4})$/u.exec(text) ?? [];
  const [named, ...others] = monthsNamed(name);
  if (named && others.length === 0) return { value: `${yearBehind}-${String(named).padStart(2, "0")}` };
  return readDate(text, format, timeZone);
}

/** The mark between the digits of a number. */
export type DecimalMark = "point" | "comma";

const numbers: Record<DecimalMark, RegExp> = {
  point: /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?$/,
  comma: /^[+-]?\d+(?:,\d+)?(?:[eE][+-]?\d{1,2})?$/,
};

/** Thousands, set apart by an apostrophe, a narrow or fixed space, or the other mark: twice, or beside the decimal one. */
const thousands: Record<DecimalMark, RegExp> = {
  point: /^[+-]?\d{1,3}(?:(?:['’\u00A0\u2009\u202F]\d{3})+(?:\.\d+)?|(?:,\d{3}){2,}|(?:,\d{3})+\.\d+)$/u,
  comma: /^[+-]?\d{1,3}(?:(?:['’\u00A0\u2009\u202F]\d{3})+(?:,\d+)?|(?:\.\d{3}){2,}|(?:\.\d{3})+,\d+)$/u,
};

/** `1.2 x 10^3`, `10³`. Without a sign that tells of a power, `2 x 103` may be two lengths. */
const power = /^(?:([+-]?[\d.,]+)\s*[x×*·]\s*)?10\s*((?:\^|\*\*)\s*[+-]?\d{1,2}|⁻?[⁰¹²³⁴-⁹]{1,2})$/iu;
/** Whether a number has its power of ten. */
export const hasPower = (cell: string): boolean => power.test(cell.trim());

/** Nothing but digits and what may separate them. */
const seemsNumeric = /^[+-]?[\d.,'’\s]*\d[\d.,'’\s]*$/u;

/**
 * Returns a number with a decimal point, as it was written. Null for an empty cell, and for a text. What only seems a
 * number, such as one with another decimal mark, is an error.
 */
export function readDecimal(cell: string, mark: DecimalMark): Read<string> {
  const written = withPlainSigns(cell)
    .trim()
    .replace(
      power,
      (_, number = "1", raised = "") => `${number}e${raised.normalize("NFKC").replace(/[\^*\s]+/, "")}`,
    )
    .replaceAll("\u2212", "-")
    // Laboratories write `.5`, too.
    .replace(/^([+-]?)(?=[.,]\d)/, "$10")
    .replace("٫", mark === "point" ? "." : ",");
  const separator = mark === "point" ? /['’\s,]/gu : /['’\s.]/gu;
  const text = thousands[mark].test(written) ? written.replaceAll(separator, "") : written;
  if (numbers[mark].test(text)) {
    const [, sign = "", digits = ""] = /^([+-]?)0*(?=\d)(.*)$/.exec(text.replace(",", ".")) ?? [];
    // 0 has no sign.
    return { value: `${sign === "-" && !/^[0.]*(?:e|$)/i.test(digits) ? "-" : ""}${digits}` };
  }
  return seemsNumeric.test(text) ? { message: "Not a number with this decimal mark" } : { value: null };
}

/** Spreadsheets and statistics programs write `38.0` where other cells of the column are empty. */
export function readWholeNumber(cell: string): Read<number> {
  const text = withPlainDigits(cell)
    .trim()
    .replace(/[.,]0{1,2}$/, "");
  if (text === "") return { value: null };
  return /^\d{1,9}$/.test(text) ? { value: Number(text) } : { message: "Not a whole number" };
}

/** The number of a dose: `2`, `2 of 3`, `2/3`, `2nd`, `2. Impfung`. */
export const readOrdinal = (cell: string): Read<number> =>
  readWholeNumber(
    cell.trim().replace(/^(\d+)(?:\s*(?:of|von|de|\/)\s*\d+|(?:st|nd|rd|th|ª|º|\.)(?:\s+\p{L}+)?)$/iu, "$1"),
  );

const duration =
  /^(?:(?<hours>\d{1,2})\s*(?::|h(?:rs?|ours?)?\.?|std\.?|stunden?|horas?|heures?)\s*)?(?:(?<minutes>\d{1,4})\s*(?:m(?:in(?:s|uten?|utes?|utos?)?)?\.?|'|′)?)?(?::00)?$/iu;

/** The length of a visit in minutes: `30`, `30 Min.`, `1 h 15`, `0:45`. */
export function readMinutes(cell: string): Read<number> {
  const text = withPlainSigns(cell).trim();
  const whole = readWholeNumber(text);
  if ("value" in whole) return whole;
  const { hours, minutes } = duration.exec(text)?.groups ?? {};
  return hours === undefined && minutes === undefined
    ? whole
    : { value: Number(hours ?? 0) * 60 + Number(minutes ?? 0) };
}

/** Minutes may be left out where a word says that it is a time. */
const clock =
  /^(?<hours>\d{1,2})(?:(?:[:.]|\s?(?:h|uhr)\s?)(?<minutes>\d\d)(?:[:.](?<seconds>\d\d(?:[.,]\d+)?))?)?(?:\s*(?:(?<half>[ap])\.?\s?m\.?|(?<word>uhr|h(?:rs?|s)?\.?)))?$/iu;

/** Returns the time of day as `HH:MM`, with the seconds if they count, or null for an empty cell. */
export function readTimeOfDay(cell: string, { hasSeconds = false } = {}): Read<string> {
  const text = withPlainSigns(cell)
    .trim()
    .replace(/^(?=\d{4}$)\d\d/, "$&:");
  if (text === "") return { value: null };
  const { hours = "", minutes, seconds = "00", half, word } = clock.exec(text)?.groups ?? {};
  const given = Number(hours);
  const hour = half ? (given % 12) + (/p/i.test(half) ? 12 : 0) : given;
  const second = seconds.replace(",", ".").replace(/\.0+$/, "");
  const isValid =
    hours !== "" &&
    (minutes ?? half ?? word) !== undefined &&
    hour < 24 &&
    Math.max(Number(minutes ?? 0), Number(second)) < 60 &&
    (!half || (given >= 1 && given <= 12));
  if (!isValid) return { message: "Not a time of day, such as 09:00" };
  if (second !== "00" && !hasSeconds) return { message: "Has to be a whole minute" };
  const time = `${String(hour).padStart(2, "0")}:${minutes ?? "00"}`;
  return { value: hasSeconds ? `${time}:${second}` : time };
}

const statusWords = {
  booked:
    "booked confirmed scheduled planned pending unconfirmed gebucht bestätigt geplant offen reservada confirmada programada pendiente reservado confirmado programado agendado agendada marcado marcada confirmé prévu planifié",
  fulfilled:
    "fulfilled complete completed done finished attended kept seen checkedout erledigt abgeschlossen wahrgenommen atendida completada realizada atendido completado realizado arrived checkedin angekommen eingetroffen erschienen asistió llegó compareceu chegou finalizado concluído honoré terminé venu",
  cancelled:
    "cancelled canceled latecancel cxl storniert abgesagt cancelada anulada cancelado anulado desmarcado desmarcada annulé annulée",
  noshow:
    "noshow missed dna didnotattend didnotarrive nichterschienen nichtwahrgenommen verpasst ausente noasistió nocompareció nãocompareceu faltou absent nonvenu",
} as const;

const statuses = new Map(
  Object.entries(statusWords).flatMap(([status, all]) =>
    all.split(" ").map((word) => [word, status] as const),
  ),
);

/** As in `Cancelled by patient`, `Patient cancelled` and `Abgesagt (krank)`. */
function isCancelled(text: string): boolean {
  const [first, ...others] = text.split(/[^\p{L}]+/u).map((word) => statuses.get(word) ?? word);
  const isDenied = others.concat(first ?? "").some((word) => /^(?:not?|nicht|nie|never)$/.test(word));
  return first === "cancelled" || (!isDenied && others.includes("cancelled"));
}

/** Returns the status, or null for an empty cell. */
export function readStatus(cell: string): Read<string> {
  const written = cell.trim().toLowerCase().slice(0, maxWordLength).normalize("NFC");
  // OpenEMR has a sign before each: `@ Arrived`, `- None`.
  const text = written.replace(/^[^\p{L}\s]\s+/u, "");
  if (text === "" || (text !== written && nothing.test(text))) return { value: null };
  const said = (words: string) => statuses.get(words.replace(/[\s_-]/gu, ""));
  // As in `No show (called)`.
  const [main = ""] = text.split(/\s*[(:]|\s[-–/]\s/u);
  const parts = [said(main), isCancelled(text) ? "cancelled" : undefined].filter((one) => one !== undefined);
  const whole = said(text);
  // `Confirmed / cancelled` says two things.
  const [status, other] = whole ? [whole] : new Set(parts);
  return status && !other
    ? { value: status }
    : { message: "Not a status, such as booked, fulfilled, cancelled, noshow" };
}
