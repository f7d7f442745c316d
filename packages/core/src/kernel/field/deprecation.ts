import { z } from "zod";

// Pure, as all fields: browsers use them for forms.

/** When something is deprecated, and what to use in its place. Dates begin in UTC. */
export type Deprecation = {
  since: string;
  /** From this date on, it may be removed. Nothing breaks by itself. */
  sunset?: string | undefined;
  /** The typed name of the successor: a procedure such as `patient.list`, or a field. */
  use?: string | undefined;
};

const Dates = z
  .object({ since: z.iso.date(), sunset: z.iso.date().optional(), use: z.string().optional() })
  .refine(({ since, sunset }) => sunset === undefined || since <= sunset);

/**
 * Returns the deprecation, checked.
 * @throws {TypeError} if a date is none, or if the sunset is before the deprecation.
 */
export function checkedDeprecation(given: Deprecation): Deprecation {
  if (Dates.safeParse(given).success) return given;
  throw new TypeError(
    `A deprecation has dates such as 2026-11-01, and ends after it begins: ${JSON.stringify(given)}`,
  );
}

/** The `meta` of a deprecated field: `z.int().meta(deprecated({ since: "2026-11-01", use: "dateOfBirth" }))`. */
export const deprecated = (given: Deprecation) => ({
  deprecated: true,
  deprecation: checkedDeprecation(given),
});

/** Returns the deprecation in the metadata of a field, or in its JSON Schema. */
export function deprecationOfField(meta: unknown): Deprecation | undefined {
  const { data } = Dates.safeParse(Reflect.get(Object(meta), "deprecation"));
  return data;
}

/** Returns when it is deprecated, and the successor, in words: `since 2026-11-01: use …` */
export function deprecationText({ since, sunset, use }: Deprecation, nameOf = inBackticks): string {
  const successor = use === undefined ? "" : `: use ${nameOf(use)}`;
  return `since ${since}${successor}.${sunset === undefined ? "" : ` It may be removed from ${sunset} on.`}`;
}

/** Returns a field's description with its deprecation, if its metadata or JSON Schema has one. */
export function withDeprecation(description: string, meta: unknown): string {
  const found = deprecationOfField(meta);
  if (!found) return description;
  const sentence = /[\p{L}\d`]$/u.test(description) ? `${description}.` : description;
  return [sentence, `Deprecated ${deprecationText(found)}`].filter(Boolean).join(" ");
}

const inBackticks = (name: string) => `\`${name}\``;
