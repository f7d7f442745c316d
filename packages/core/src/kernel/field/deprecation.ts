import { z } from "zod";

// Pure: browsers use it for forms.

/** Deprecation date and successor. Dates begin in UTC. */
export type Deprecation = {
  since: string;
  /** The date from which it may be removed. */
  sunset?: string | undefined;
  /** The typed name of the successor: a procedure such as `patient.list`, or a field. */
  use?: string | undefined;
};

const Dates = z
  .object({ since: z.iso.date(), sunset: z.iso.date().optional(), use: z.string().optional() })
  .refine(({ since, sunset }) => sunset === undefined || since <= sunset);

/**
 * Checks a deprecation.
 * @throws {TypeError} for an invalid date, or a sunset before the deprecation.
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

/** Describes a deprecation: `since 2026-11-01: use …` */
export function deprecationText({ since, sunset, use }: Deprecation, nameOf = inBackticks): string {
  const successor = use === undefined ? "" : `: use ${nameOf(use)}`;
  return `since ${since}${successor}.${sunset === undefined ? "" : ` It may be removed from ${sunset} on.`}`;
}

/** Appends the deprecation in a field's metadata or JSON Schema to its description. */
export function withDeprecation(description: string, meta: unknown): string {
  const found = deprecationOfField(meta);
  if (!found) return description;
  const sentence = /[\p{L}\d`]$/u.test(description) ? `${description}.` : description;
  return [sentence, `Deprecated ${deprecationText(found)}`].filter(Boolean).join(" ");
}

const inBackticks = (name: string) => `\`${name}\``;
