/// <reference path="./punycode.d.ts" />
import punycode from "punycode.js";
import { z } from "zod";
import type { FieldMessage } from "../error/field-messages.ts";
import {
  problemInLine,
  problemInText,
  withoutHiddenInLine,
  withoutHiddenInText,
} from "./hidden-characters.ts";
import { ActorId } from "./ids.ts";
import { isStorableInstant, toUtc } from "./instant.ts";
import { phoneProblem, withPlainDigits } from "./phone-number.ts";
import { isReason } from "./placeholders.ts";
import { unlessMissing } from "./unless-missing.ts";

// Field types shared by features. Pure: browsers use them for forms.

/** PostgreSQL refuses NUL, and silently replaces a lone surrogate by U+FFFD. */
const isStorable = (value: string) => !value.includes("\0") && value.isWellFormed();

/** No line break, tab or other control character. */
const isLine = (value: string) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value);

const unstorable = "Has characters that cannot be stored";
const notOneLine = "Has a line break or another control character";

const without =
  (problemOf: (text: string) => FieldMessage | null): z.core.CheckFn<string> =>
  ({ value, issues }) => {
    const message = problemOf(value);
    if (message !== null) issues.push({ code: "custom", input: value, message });
  };

/** Maximum length of one character as sent: a letter with accents and hidden characters. */
const maxCharacterLength = 8;

/**
 * Composes accented letters that some systems send as two characters. Skips texts over the limit, as normalizing a
 * long hostile text takes seconds.
 */
const composed = (max: number) => (value: string) =>
  value.length > max * maxCharacterLength ? value : withoutHiddenInLine(value).normalize("NFC");

const plainLine = (max: number) =>
  z
    .string()
    .overwrite(composed(max))
    .trim()
    .max(max)
    .refine(isLine, notOneLine)
    .refine(isStorable, unstorable);

/** A stored line. Refuses characters that make it look like another text. */
const line = (max: number) => plainLine(max).check(without(problemInLine));

/**
 * False for a text of blank or invisible characters only. True for an empty text, as the minimum length reports it.
 */
const isSeen = (text: string) =>
  text === "" || /[^\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0\ufffc]/u.test(text);

/** One line of 1 to `max` characters, trimmed, with at least one visible character. */
export const requiredLine = (max: number) => line(max).min(1).refine(isSeen, "Required");

export const withSingleBlanks = (value: string) => value.replaceAll(/\p{Zs}+/gu, " ");

/**
 * One line that identifies a record, such as the name of a room. Runs of spaces become one, as they look the same.
 */
export const comparedLine = (max: number) => requiredLine(max).overwrite(withSingleBlanks);

/** One line of up to `max` characters, trimmed. */
export const possiblyEmptyLine = line;

const emptyAsNull = (schema: z.ZodString) => schema.transform((value) => value || null).nullable();

const anyText = (max: number) =>
  z
    .string()
    .overwrite(withoutHiddenInText)
    .trim()
    .max(max)
    .refine(isStorable, unstorable)
    .check(without(problemInText));

/** One line. Empty becomes null. */
export const optionalLine = (max: number) => emptyAsNull(line(max));

const maxReasonLength = 500;
/** An empty text is already reported as missing. */
const saysWhy = (text: string): boolean => text === "" || !isSeen(text) || isReason(text);
const noReason: FieldMessage = "Say why, in words";

/** A reason for an action, on one line. */
export const requiredReason = requiredLine(maxReasonLength).refine(saysWhy, noReason);

/** An optional reason. Empty becomes null. */
export const optionalReason = emptyAsNull(line(maxReasonLength).refine(saysWhy, noReason));

/** Like `comparedLine`. Empty becomes null. */
export const optionalComparedLine = (max: number) => emptyAsNull(line(max).overwrite(withSingleBlanks));

/** Enough for two numbers and their labels. */
const phoneNumberLength = 100;

/** A phone number in any notation. Empty becomes null. */
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
 * A phone number in an update, checked by `changedPhoneNumber`: clients may send back a whole record, and old records
 * may have invalid numbers.
 */
export const phoneNumberOrOwn = () => optionalLine(phoneNumberLength);

/** Text of any number of lines. Empty becomes null. */
export const optionalText = (max: number) => emptyAsNull(anyText(max));

/**
 * Text with at least one visible character.
 * @public
 */
export const requiredText = (max: number) => anyText(max).min(1).refine(isSeen, "Required");

const maxEmailLength = 254;
const emailAddress = z.email().max(maxEmailLength);
/** RFC 5321 */
const maxLocalPartLength = 64;

/** RFC 1035 */
const maxLabelLength = 63;

const isInternational = (domain: string) => /[^\0-\u{7F}]|xn--/iu.test(domain);

/** The domain in ASCII: `münchen.de` is `xn--mnchen-3ya.de`. Null if invalid. */
function asciiDomain(domain: string): string | null {
  if (!isInternational(domain)) return domain;
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null;
  const url = `http://${domain}`;
  return URL.canParse(url) ? new URL(url).hostname : null;
}

/** The canonical spelling of an address with an international domain, which may be sent as `xn--…`. */
export function withReadableDomain(email: string): string {
  const at = email.lastIndexOf("@") + 1;
  if (email.length > maxEmailLength || !isInternational(email.slice(at))) return email;
  const ascii = asciiDomain(email.slice(at));
  return ascii === null ? email : email.slice(0, at) + punycode.toUnicode(ascii);
}

function isEmail(value: string): boolean {
  const at = value.lastIndexOf("@");
  const domain = asciiDomain(value.slice(at + 1));
  if (at < 1 || at > maxLocalPartLength || domain === null) return false;
  if (domain.split(".").some((label) => label.length > maxLabelLength)) return false;
  // The check accepts only top-level domains of letters.
  const checked = domain.replace(/\.xn--[a-z\d-]+$/, ".org");
  return emailAddress.safeParse(`${value.slice(0, at)}@${checked}`).success;
}

const emailLine = () =>
  z.string().overwrite(withoutHiddenInLine).trim().overwrite(withReadableDomain).max(maxEmailLength);

export const Email = emailLine().refine(isEmail, "Not an email address").meta({ format: "email" });

export const optionalEmail = () =>
  emailLine()
    .refine((value) => value === "" || isEmail(value), "Not an email address")
    .transform((value) => value || null)
    .nullable()
    .meta({ format: "email" });

/** Null if the text is no BCP 47 tag. Refuses primary languages over three letters, such as `german`. */
function canonicalLanguage(text: string): string | null {
  try {
    const locale = new Intl.Locale(text);
    return /^[a-z]{2,3}$/.test(locale.language) ? locale.toString() : null;
  } catch {
    return null;
  }
}

/** A language as a canonical BCP 47 tag. Empty becomes null. */
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

/** Without a description: each field has its own. */
export const Instant = z.iso.datetime({ offset: true });
/** Twenty minutes after other instants in examples. */
export const endExample = { examples: ["2026-03-14T09:50:00Z"] };

// Fields of most records.

export const CreatedAt = Instant.describe("When this was added, in UTC, to the microsecond.");
export const UpdatedAt = Instant.describe("When this last changed, in UTC, to the microsecond.");
export const Version = z
  .int()
  .describe("1 at first, and 1 more after each change. `expectedVersion` takes it.");

/** The account that created a record, the times of its creation and last change, and its version. */
export const stamps = { createdBy: ActorId, createdAt: CreatedAt, updatedAt: UpdatedAt, version: Version };
/** For the output of `accountName`. */
export const AuthorName = z
  .string()
  .nullable()
  .describe("The account's current name. Null if it is unknown, or in another practice only.");

export const notAnInstant = unlessMissing(
  "Not an instant, such as 2026-11-20T17:28:00Z (in a URL, write + as %2B)",
);

/** An instant in an input, converted to UTC for the database. */
export const Moment = z.iso
  .datetime({ offset: true, ...notAnInstant, abort: true })
  .refine(isStorableInstant, notAnInstant)
  .transform(toUtc);

/** A calendar date, `YYYY-MM-DD`. */
export const CalendarDate = z.iso.date({ ...unlessMissing("Not a date (YYYY-MM-DD)"), abort: true });

const firstScheduleDay = "1900-01-01";
export const lastScheduleDay = "2999-12-31";

/** A day of a schedule, within the range of the database's dates and of time zone rules. */
export const ScheduleDay = CalendarDate.refine(
  (day) => firstScheduleDay <= day && day <= lastScheduleDay,
  "Has to be in a year from 1900 to 2999",
);

/** Cached: each check creates a formatter, which takes longer than the rest of most calls. */
const knownZones = new Set<string>();
/** Bounded: names are valid in any letter case, so a caller could send very many. */
const maxKnownZones = 1_000;

/** Abbreviations that only Intl knows, with unexpected meanings: `BST` is Dhaka. Temporal refuses them. */
const ofIntl = /^(?:A[CEGRS]|BE|BS|C[ANST]|E[AC]|I[ES]|JS|MI|N[ES]|P[LNRS]|SS|VS)T$/i;

function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  try {
    // Intl accepts offsets such as +01:00, but they have no daylight saving time.
    if (
      !/^[A-Za-z]/.test(name) ||
      ofIntl.test(name) ||
      new Intl.DateTimeFormat("en", { timeZone: name }).format(0) === ""
    )
      return false;
  } catch {
    return false;
  }
  if (knownZones.size < maxKnownZones) knownZones.add(name);
  return true;
}

/** PostgreSQL reads these links to places as abbreviations without daylight saving time. */
const placesOf: Readonly<Record<string, string>> = {
  CET: "Europe/Brussels",
  EET: "Europe/Athens",
  MET: "Europe/Brussels",
  WET: "Europe/Lisbon",
};

/** An IANA time zone name. */
export const TimeZone = z
  .string()
  .max(64, { abort: true })
  .refine(isTimeZone, "Not a time zone, such as Europe/Zurich")
  .transform((name) => placesOf[name.toUpperCase()] ?? name)
  .meta({ examples: ["Europe/Zurich"] });

/** The administrative genders of FHIR. */
export const Gender = z.enum(["male", "female", "other", "unknown"]);

/** No default, so that unseen changes are not overwritten by accident. */
export const ExpectedVersion = z
  .union([z.int().min(1).max(2_147_483_647), z.literal("any")], {
    ...unlessMissing('Must be a version, such as 3, or "any"'),
  })
  .describe(
    'The `version` of the record that the change is based on. If it has changed since: `STALE_VERSION`. `"any"` overwrites.',
  );
export type ExpectedVersion = z.output<typeof ExpectedVersion>;

/** An enum of field names, which REST converts to snake_case. */
export const fieldNameOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names).meta({ isFieldName: true });

/**
 * For the `meta` of a schema with names from another specification, such as WebAuthn's `clientDataJSON`. REST does
 * not convert them.
 */
export const asSpecified = { keepsNames: true };

/** The input of every list. */
export const PageInput = z.strictObject({
  limit: z.int().min(1).max(200).default(50).describe("Maximum number of items on the page."),
  cursor: z
    .string()
    .max(4000)
    .nullable()
    .transform((cursor) => cursor ?? undefined)
    .optional()
    .describe("The `nextCursor` of the previous page, on REST in its `Link`. Leave out for the first page."),
});

/** Hidden characters are allowed: searches just find nothing. */
export const SearchText = plainLine(100)
  .optional()
  .describe(
    "Words separated by spaces or commas. Each must be part of a name, email address or phone number. Ignores case, accents and the notation of phone numbers.",
  );

export const Sort = z
  .enum(["newest", "oldest", "name", "updated"])
  .describe(
    "`newest`: latest created first. `oldest`: earliest created first. `name`: by last name, then first name. `updated`: latest changed first.",
  );
export type Sort = z.output<typeof Sort>;

/** A removed record, as it was when removed. */
export const removedOf = <Item extends z.core.SomeType & { describe(text: string): Item }>(record: Item) =>
  z.object({
    record: record.describe("As it was when it was removed."),
    removedAt: Instant.describe("When it was removed, in UTC."),
    removedBy: ActorId.nullable().describe("The account that removed it. Null if it is unknown."),
    removedByName: AuthorName,
  });

/** The output of a procedure without a result. tRPC would give `void` to its clients as `never`. */
export const Nothing = z.void().transform((): undefined => undefined);

/** Typed as `SomeType`, as comparing an item with all of `ZodType` is slow to check. */
export const pageOf = <Item extends z.core.SomeType>(item: Item) =>
  z.object({
    items: z.array(item).describe("In the requested order. Empty if nothing matches."),
    nextCursor: z.string().nullable().describe("`cursor` takes it for the next page. Null on the last page."),
  });
