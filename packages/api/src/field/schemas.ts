import { z } from "zod";
import {
  problemInLine,
  problemInText,
  withoutHiddenInLine,
  withoutHiddenInText,
} from "./hidden-characters.ts";
import { ActorId } from "./ids.ts";
import { isStorableInstant, toUtc } from "./instant.ts";
import { phoneProblem, withPlainDigits } from "./phone-number.ts";
import { unlessMissing } from "./unless-missing.ts";

// Field types that the features share. Pure: browsers use them for forms.

/** PostgreSQL refuses NUL, and would turn a lone surrogate into U+FFFD without a word. */
const isStorable = (value: string) => !value.includes("\0") && value.isWellFormed();

/** No line break, tab or other control character. */
const isLine = (value: string) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value);

const unstorable = "Has characters that cannot be stored";
const notOneLine = "Has a line break or another control character";

/** Refuses a text by the problem that is found in it. */
const without =
  (problemOf: (text: string) => string | null): z.core.CheckFn<string> =>
  ({ value, issues }) => {
    const message = problemOf(value);
    if (message !== null) issues.push({ code: "custom", input: value, message });
  };

/** A character may be sent as so many: a letter and its accents, with hidden ones around them. */
const longestCharacter = 8;

/**
 * An accented letter is one character here, though some systems send it as two: both are the same text. What is too long in
 * any case stays as it is: to normalise a long hostile text takes seconds.
 */
const composed = (max: number) => (value: string) =>
  value.length > max * longestCharacter ? value : withoutHiddenInLine(value).normalize("NFC");

const plainLine = (max: number) =>
  z
    .string()
    .overwrite(composed(max))
    .trim()
    .max(max)
    .refine(isLine, notOneLine)
    .refine(isStorable, unstorable);

/** One that is kept: what makes it look like another text is refused. */
const line = (max: number) => plainLine(max).check(without(problemInLine));

/**
 * False for blanks, and what takes no room or is drawn as a blank: a name of these alone is none to who reads it. What is
 * empty is left to the least length, so that it is told once.
 */
const isSeen = (text: string) =>
  text === "" || /[^\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0\ufffc]/u.test(text);

/** One line of 1 to `max` characters, trimmed, of which one is seen at least. */
export const requiredLine = (max: number) => line(max).min(1, "Required").refine(isSeen, "Required");

/** One line of up to `max` characters, trimmed. */
export const possiblyEmptyLine = line;

/** One line that may be empty, which is the same as null. */
export const optionalLine = (max: number) =>
  line(max)
    .transform((value) => value || null)
    .nullable();

const phoneNumberLength = 40;

/** A telephone number, in whatever way it is written; empty is the same as null. */
export const optionalPhoneNumber = () =>
  line(phoneNumberLength)
    .superRefine((value, { addIssue }) => {
      if (value === "" || value.length > phoneNumberLength) return;
      const message = phoneProblem(withPlainDigits(value));
      if (message !== null) addIssue({ code: "custom", message });
    })
    .transform((value) => withPlainDigits(value) || null)
    .nullable();

/**
 * The same for a change, which `changedPhoneNumber` checks: a client may send a whole record back with another field
 * edited, and an old record may say anything here.
 */
export const phoneNumberOrOwn = () => optionalLine(phoneNumberLength);

/** Text of any number of lines that may be empty, which is the same as null. */
export const optionalText = (max: number) =>
  z
    .string()
    .overwrite(withoutHiddenInText)
    .trim()
    .max(max)
    .refine(isStorable, unstorable)
    .check(without(problemInText))
    .transform((value) => value || null)
    .nullable();

const emailAddress = z.email().max(254);
const isEmail = (value: string) => emailAddress.safeParse(value).success;

export const Email = z
  .string()
  .overwrite(withoutHiddenInLine)
  .trim()
  .max(254)
  .refine(isEmail, "Not an e-mail address")
  .meta({ format: "email" });

export const optionalEmail = () =>
  z
    .string()
    .overwrite(withoutHiddenInLine)
    .trim()
    .max(254)
    .refine((value) => value === "" || isEmail(value), "Not an e-mail address")
    .transform((value) => value || null)
    .nullable()
    .meta({ format: "email" });

/** Null for what is no BCP 47 tag. No language has a longer code, though the syntax allows it: `german` is refused. */
function canonicalLanguage(text: string): string | null {
  try {
    const locale = new Intl.Locale(text);
    return /^[a-z]{2,3}$/.test(locale.language) ? locale.toString() : null;
  } catch {
    return null;
  }
}

/** A language as a BCP 47 tag, which comes out in canonical form; empty is the same as null. */
export const optionalLanguage = () =>
  z
    .string()
    .overwrite(withoutHiddenInLine)
    .trim()
    .max(35, { abort: true })
    .refine((value) => value === "" || canonicalLanguage(value) !== null, {
      error: "Not a language tag, such as en or de-CH",
      abort: true,
    })
    .transform((value) => canonicalLanguage(value))
    .nullable()
    .meta({ examples: ["de-CH"] });

export const Instant = z.iso.datetime({ offset: true });

export const notAnInstant = unlessMissing(
  "Not an instant, such as 2026-11-20T17:28:00Z (in an address, write + as %2B)",
);

/** An instant that is asked for: it comes out in UTC, as the database takes it. */
export const Moment = z.iso
  .datetime({ offset: true, ...notAnInstant, abort: true })
  .refine(isStorableInstant, notAnInstant)
  .transform(toUtc);

/** A day of the calendar, `YYYY-MM-DD`; only real ones. */
export const CalendarDate = z.iso.date(unlessMissing("Not a date (YYYY-MM-DD)"));

function isTimeZone(name: string): boolean {
  try {
    // An offset such as +01:00 is taken, too, and is no place: it has no summer.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

/** A place in the IANA's list of time zones. */
export const TimeZone = z
  .string()
  .max(64, { abort: true })
  .refine(isTimeZone, "Not a time zone, such as Europe/Zurich")
  .meta({ examples: ["Europe/Zurich"] });

export const Gender = z.enum(["male", "female", "other"]);

/** There is no default, so that nobody overwrites what they have not seen without saying so. */
export const ExpectedVersion = z
  .union([z.int().min(1).max(2_147_483_647), z.literal("any")], {
    ...unlessMissing('Has to be a version, such as 3, or "any"'),
  })
  .describe(
    'The `version` of the record that the change was made from: when the record has moved on, the change is refused with `STALE_VERSION`. With `"any"` whatever it is by now is overwritten.',
  );
export type ExpectedVersion = z.output<typeof ExpectedVersion>;

/** A value that is the name of a field: REST has it in snake_case, as it has the field. */
export const fieldNameOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names).meta({ isFieldName: true });

/**
 * For the `meta` of a schema whose names are of somebody else's specification, as WebAuthn's `clientDataJSON` is: REST has
 * them, and all in it, as they are.
 */
export const asSpecified = { keepsNames: true };

/** What every list takes. */
export const PageInput = z.strictObject({
  limit: z.int().min(1).max(200).default(50).describe("How many items the page has at most."),
  cursor: z
    .string()
    .max(4000)
    .nullable()
    .transform((cursor) => cursor ?? undefined)
    .optional()
    .describe(
      "Where the page before ended: its `nextCursor`, by REST in its `Link`. Without one, the first page.",
    ),
});

/** Searches find nothing by hidden characters, so that none of them has to be refused. */
export const SearchText = plainLine(100)
  .optional()
  .describe(
    "What to search for: words, between blanks or commas, each of which has to be part of a name, e-mail address or phone number, whatever the case and the accents, and however the number is written.",
  );

export const Sort = z
  .enum(["newest", "oldest", "name", "updated"])
  .describe("`newest`: made last, first; `name`: by last name, then first; `updated`: changed last, first.");
export type Sort = z.output<typeof Sort>;

/** A record that was removed, as it was then. */
export const removedOf = <Item extends z.core.SomeType>(record: Item) =>
  z.object({
    record,
    removedAt: Instant,
    removedBy: ActorId.nullable(),
    /** Null where the account is not of the caller's practice. */
    removedByName: z.string().nullable(),
  });

/** The output of what answers nothing; tRPC would give `void` to its clients as `never`. */
export const Nothing = z.void().transform((): undefined => undefined);

/** `SomeType` is all that `z.array` asks for; to compare an item with the whole of `ZodType` is slow to check. */
export const pageOf = <Item extends z.core.SomeType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
