import { z } from "zod";

// Field types that the features share. Pure: browsers use them for forms.

/** PostgreSQL refuses NUL, and would turn a lone surrogate into U+FFFD without a word. */
const isStorable = (value: string) => !value.includes("\0") && value.isWellFormed();

/** No line break, tab or other control character. */
const isLine = (value: string) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value);

const unstorable = "Has characters that cannot be stored";
const notOneLine = "Has a line break or another control character";

const line = (max: number) =>
  z.string().trim().max(max).refine(isLine, notOneLine).refine(isStorable, unstorable);

/** One line of 1 to `max` characters, trimmed. */
export const requiredLine = (max: number) => line(max).min(1, "Required");

/** One line of up to `max` characters, trimmed. */
export const possiblyEmptyLine = line;

/** One line that may be empty, which is the same as null. */
export const optionalLine = (max: number) =>
  line(max)
    .transform((value) => value || null)
    .nullable();

/** Text of any number of lines that may be empty, which is the same as null. */
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine(isStorable, unstorable)
    .transform((value) => value || null)
    .nullable();

const emailAddress = z.email().max(254);
const isEmail = (value: string) => emailAddress.safeParse(value).success;

export const Email = z
  .string()
  .trim()
  .max(254)
  .refine(isEmail, "Not an e-mail address")
  .meta({ format: "email" });

export const optionalEmail = () =>
  z
    .string()
    .trim()
    .max(254)
    .refine((value) => value === "" || isEmail(value), "Not an e-mail address")
    .transform((value) => value || null)
    .nullable()
    .meta({ format: "email" });

/** A UUIDv7, made by the server. Any UUID is accepted: an unknown one is not found. */
export const Id = z.guid("Not an id").toLowerCase();

/** Schemas of ids that are not what a record is about, so that the audit does not take them for its subjects. */
export const actorIds = z.registry();

/** Who did something to a record: an account. A schema of its own, as reading the record reads nothing about them. */
export const ActorId = z.guid("Not an id").toLowerCase().register(actorIds);

export const Instant = z.iso.datetime({ offset: true });

/** A day of the calendar, `YYYY-MM-DD`; only real ones. */
export const CalendarDate = z.iso.date("Not a date (YYYY-MM-DD)");

export const Gender = z.enum(["male", "female", "other"]);

/**
 * The version that a change was made from: when the record has moved on, the change is refused. `any`: whatever it is
 * by now, it is overwritten. There is no default, so that nobody overwrites what they have not seen without saying so.
 */
export const ExpectedVersion = z.union([z.int().min(1).max(2_147_483_647), z.literal("any")], {
  error: ({ input }) => (input === undefined ? "Required" : 'Has to be a version, such as 3, or "any"'),
});
export type ExpectedVersion = z.output<typeof ExpectedVersion>;

/** What every list takes. */
export const PageInput = z.strictObject({
  limit: z.int().min(1).max(200).default(50),
  /** `nextCursor` of the page before; opaque. */
  cursor: z.string().max(4000).optional(),
});

/** What `q` looks for: words, all of which must be part of a name, e-mail address or phone number. */
export const SearchText = line(100).optional();

/** `name`: by last name, then first. */
export const Sort = z.enum(["newest", "oldest", "name", "updated"]);
export type Sort = z.output<typeof Sort>;

/** A record that was removed, as it was then. */
export const removedOf = <Item extends z.core.SomeType>(record: Item) =>
  z.object({ record, removedAt: Instant, removedBy: ActorId.nullable() });

/** The output of what answers nothing; tRPC would give `void` to its clients as `never`. */
export const Nothing = z.void().transform((): undefined => undefined);

/** `SomeType` is all that `z.array` asks for; to compare an item with the whole of `ZodType` is slow to check. */
export const pageOf = <Item extends z.core.SomeType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
