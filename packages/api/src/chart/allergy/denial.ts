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

// What denials are made of, in English, German, Spanish and French, without accents. Each whole word is in one of these.
const isNo =
  /^(?:nk[admfe]*a|none|nil|no|not|nicht|without|den(?:ies|ied|y)|negativ[eoa]?|nein|kein(?:e[rns]?|erlei)?|ohne|verneint|sin|ningun[ao]?s?|niegan?|nieg[ao]|aucune?s?|pas|sans|non|nie)$/;
const isAllergy =
  /^(?:nk[admfe]*a|al?lerg(?:y|ies?|ien|ias?|ic|ic[ao]s?|ique|isch)|(?:arzneimittel|medikamenten|nahrungsmittel|lebensmittel|insekten|latex)allergien?|intoleranc(?:es?|ias?)|unvertraglichkeit(?:en)?|intoleranz(?:en)?)$/;
const isKind =
  /^(?:nk[dmfe]+a|drugs?|medications?|medicines?|foods?|environmental|insects?|latex|(?:arzneimittel|medikamenten|nahrungsmittel|lebensmittel|insekten|latex)(?:allergien?)?|medikamente|medicament(?:os?|osas?|s|euses?)|farmac(?:os?|ologicas?)|aliment(?:os|arias?|aires?|s)|ambiental(?:es)?|latice?)$/;
const isOther = /^(?:others?|andere[nr]?|sonstigen?|otr[ao]s?|autres?)$/;
const isFiller =
  /^(?:known|reported|documented|recorded|history|bekannt(?:e[rn]?)?|dokumentiert|berichtet|angegeben|conoci(?:d[ao]s?)|conocen?|refieren?|referid[ao]s?|presenta|tiene|hay|constan|declarad[ao]s?|connue?s?|signalee?s?|declaree?s?|patient(?:in|e)?|paciente|of|any|to|has|is|are|the|and|or|at|this|time|currently|aktuell|zurzeit|y|o|und|oder|et|ou|d|des?|se|le|la|el|les|a|n|il|elle|hat|ist|bestehen?|gegen|toute?s?)$/;

/** What an unknown allergy is: nobody can be allergic to it. */
const isUnknown =
  /^(?:|n a|null|unknown|unk|not (?:known|available|applicable|stated|recorded|given|asked|assessed)|no data|unbekannt|nicht (?:bekannt|erfragt|erhoben)|k a|keine angaben?|desconocid[ao]s?|sin datos?|no consta|se desconocen?|inconnue?s?|non (?:renseignee?s?|connue?s?))$/;

/** Such as `No allergy to penicillin`. */
const deniesSome = /^(?:no(?! \d)|not|den(?:ies|ied)|keine?|sin|niega|aucune?|pas d)(?= )/;

const spoken = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/(?<=\b[a-z])\.(?=[a-z]\b)/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

type Denial = "all" | "some" | "nothing";

function deniedIn(text: string): Denial | null {
  const said = spoken(text);
  const words = said.split(" ");
  const topic = words.filter((word) => !isAllergy.test(word) || isNo.test(word)).join(" ");
  if (isUnknown.test(said) || (topic !== "" && isUnknown.test(topic))) return "nothing";
  if (!words.some((word) => isNo.test(word))) return null;
  if (!words.every((word) => [isNo, isAllergy, isKind, isOther, isFiller].some((each) => each.test(word))))
    return deniesSome.test(said) && words.some((word) => isAllergy.test(word)) ? "some" : null;
  return words.some((word) => isKind.test(word)) && !words.some((word) => isOther.test(word))
    ? "some"
    : "all";
}

/** HL7's codes for a value that is not there. */
const absences = /(?:v3[/-]NullFlavor|data-absent-reason|2\.16\.840\.1\.113883\.5\.1008)$/i;

/**
 * Whether a substance says that no allergy is known, to anything or to some kind of thing, or is a mark of nothing. Null:
 * it is one.
 */
export function deniedBy({ text, coding }: Concept): Denial | null {
  const coded = coding?.system === snomed ? codes.get(coding.code) : undefined;
  if (coded) return coded;
  const abbreviated = coding && /^NK[ADMFE]*A$/i.test(coding.code) ? deniedIn(coding.code) : null;
  const isAbsent = coding !== null && absences.test(coding.system);
  return abbreviated ?? (isAbsent ? "nothing" : deniedIn(text));
}

/** Throws `INVALID_INPUT` for a substance that says that there is none, and for a mark of nothing. */
export function requireAllergy(substance: Concept): void {
  const denied = deniedBy(substance);
  if (denied === "nothing") throw invalidInput({ substance: ["Required"] });
  if (denied === "all")
    throw invalidInput({
      substance: ["Says that no allergy is known: send it to `allergy.recordNoneKnown`"],
    });
  if (denied === "some")
    throw invalidInput({ substance: ["Says that no allergy of some kind is known, and is none"] });
}
