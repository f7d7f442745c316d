import { invalidInput } from "../../kernel/error/domain-error.ts";
import { snomed } from "../clinical/code-systems.ts";
import type { Concept } from "../clinical/schema.ts";

/** SNOMED CT's findings that somebody has no known allergy, to anything or to some kind of thing. */
const codes = new Map<string, "all" | "some">([
  ["716186003", "all"],
  // Retired, for the one above.
  ["160244002", "all"],
  // To animals, insects, drugs, the environment, food, and latex (also its retired code).
  ["716220001", "some"],
  ["428197003", "some"],
  ["409137002", "some"],
  ["428607008", "some"],
  ["429625007", "some"],
  ["1003774007", "some"],
  ["716184000", "some"],
]);

const words: Record<"all" | "some", RegExp> = {
  all: /^(?:nka|(?:allergies )?(?:none|nil|no)(?: known| reported)?|no (?:known )?(?:drug and other )?allerg(?:y|ies)(?: known)?|(?:patient )?denies(?: any)?(?: known)? allergies|negativ[eo]?|nein|keine?(?: bekannten?)?(?: allergien?)?(?: bekannt)?|sin alergias(?: conocidas)?|ningun[ao]s?(?: alergias?)?(?: conocid[ao]s?)?|no conocid[ao]s?|niega(?: alergias)?)$/,
  some: /^(?:nkda|nkfa|no known (?:drug|medication|medicine|food|environmental|insect|latex) allerg(?:y|ies))$/,
};

const spoken = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Whether a substance says that no allergy is known, to anything or to some kind of thing. Null: it is one. */
export function deniedBy({ text, coding }: Concept): "all" | "some" | null {
  const coded = coding?.system === snomed ? codes.get(coding.code) : undefined;
  if (coded) return coded;
  const said = spoken(text);
  if (words.all.test(said)) return "all";
  return words.some.test(said) ? "some" : null;
}

/** A dash, and `N/A`. */
const nothings = ["", "n a", "null"];

/** Throws `INVALID_INPUT` for a substance that says that there is none, and for a mark of nothing. */
export function requireAllergy(substance: Concept): void {
  if (nothings.includes(spoken(substance.text))) throw invalidInput({ substance: ["Required"] });
  const denied = deniedBy(substance);
  if (denied === "all")
    throw invalidInput({
      substance: ["Says that no allergy is known: send it to `allergy.recordNoneKnown`"],
    });
  if (denied === "some")
    throw invalidInput({ substance: ["Says that no allergy of some kind is known, and is none"] });
}
