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

// What denials are made of, in the languages below, without accents. Each whole word is in one of these.
const anyOf = (...languages: string[]) => new RegExp(`^(?:${languages.join("|")})$`);
const isNo = anyOf(
  "nk[admfe]*a|none|nil|no|not|neg|without|den(?:ies|ied|y)|negativ[eoa]?",
  "nein|nicht|kein(?:e[rns]?|erlei)?|ohne|verneint",
  "sin|nada|ningun[ao]?s?|niegan?|nieg[ao]|[ns]amc",
  "aucune?s?|sans|non|nie",
  // Italian, Portuguese, Dutch
  "nessun[ao]?|senza|nega|nao|sem|nenhum[ao]?s?|geen|niet|nee|zonder|ontkent",
  // Polish, Russian, Turkish
  "brak|bez|neguje|zaprzecza|нет|не|без|отрицает|yok|yoktur",
  // Danish, Norwegian, Swedish
  "ingen|inga|inget|ikke|inte|nej|nei",
  // A sign of German charts, French, Spanish, Czech and Slovak, Hungarian, Greek, Arabic, Hebrew, Vietnamese, Indonesian
  "ø|neant|ras|negad[ao]s?|z(?:i?a)dn[aey]|neudava|nincs(?:en)?|nem|καμια|κανενα|ουδεμια|οχι|δεν|χωρις",
  "لا|ليس|بدون|אין|ללא|לא|khong|chua|tidak|tiada",
);
const isAllergy = anyOf(
  "nk[admfe]*a|intoleranc(?:es?|ias?)|unvertraglichkeit(?:en)?|intoleran(?:z(?:en|a|e)?|tie|ties)",
  "al?lerg(?:y|ies?|ie+n|ias?|ii|ic|ic[ao]s?|iche|ique|isch|i|ier|ieri)|alerji(?:si|leri)?|uczulen(?:ia|ie)?",
  "(?:arzneimittel|medikamenten|nahrungsmittel|lebensmittel|insekten|latex)allergien?|allergie(?:status|anamnese)|аллерг[а-я]*|αλλεργ[α-ω]*",
  "(?:ال)?حساسي(?:ة|ات)|רגישו(?:ת|יות)|אלרגי(?:ה|ות)",
);
const isKind = anyOf(
  "nk[dmfe]+a|[ns]amc|drugs?|medications?|medicines?|rams?|foods?|environmental|insects?|latex|latice?",
  "(?:arzneimittel|medikamenten|nahrungsmittel|lebensmittel|insekten|latex)(?:allergien?)?|medikamente",
  "medicament(?:os?|osas?|osi|s|euses?)|farmac(?:os?|i|ologicas?)|aliment(?:os|i|ari|arias?|aires?|s)|ambiental(?:es)?",
  "medicijn(?:en)?|geneesmiddel(?:en)?|voedsel|lek(?:i|ow)|pokarmow(?:a|e)?|лекарств[а-я]*|препарат[а-я]*|пищ[а-я]*|ilac|besin",
  "medicin(?:er)?|lakemedel|legemidler",
);
const isOther = anyOf("others?|andere[nr]?|sonstigen?|otr[ao]s?|autres?|altr[aeio]|outr[ao]s?|inn(?:e|ych)");
const isFiller = anyOf(
  "known|reported|documented|recorded|history|hx|pt|so|far|present|of|any|to|has|is|are|the|and|or|at|this|time|currently|on|file|a|n|d",
  "aware|verified|confirmed|reviewed|checked|as|since|today|stand|seit|heute|bestatigt|uberpruft|verificad[ao]s?|confirmad[ao]s?|(?:19|20)\\d\\d",
  "bekannt(?:e[rn]?)?|dokumentiert|berichtet|angegeben|aktuell|zurzeit|bisher|bislang|derzeit|anamnestisch|und|oder|hat|ist|bestehen?|gegen",
  "conoci(?:d[ao]s?)|conocen?|hasta|fecha|momento|actualmente|refieren?|referid[ao]s?|presenta|tiene|hay|constan|declarad[ao]s?|y|o|se|le|la|el",
  "connue?s?|signalee?s?|declaree?s?|est|et|ou|des?|les|il|elle|toute?s?|patient(?:in|e|en|ka)?|pacien?t(?:e|ka)?",
  "not[aeio]|conosciut[aeio]|riferit[aeio]|segnalat[aeio]|ai?|agli|alle|al|di|paziente|conhecid[ao]s?|relatad[ao]s?|e",
  "bekende?|gemeld|heeft|voor|ma|znan(?:e|ych|a)|stwierdzon[aeoy]?(?:ch)?|w|wywiadzie|na|i",
  "известн[а-я]*|выявлен[а-я]*|отягощ[а-я]*|анамнез[а-я]*|пациент[а-я]*|отмечает|на|у|bilinen|hastanin|hastada",
  "kend(?:te|t)?|kjent(?:e)?|kanda?|rapporterede?|per|ce|jour|zname|znama|ismert|γνωστ[α-ω]*|υπαρχ[α-ω]*",
  "يوجد|توجد|معروفة|ידוע(?:ה|ות)?|co|ung|biet|ada|diketahui",
);

/** What an unknown allergy is: nobody can be allergic to it. */
const isUnknown = anyOf(
  "|0+|n a|null|(?:status )?(?:unknown|unk|unbekannt)(?: status)?|no data|k ?a|keine angaben?",
  "not (?:known|available|applicable|stated|recorded|given|asked|assessed|on file)|nicht (?:bekannt|erfragt|erhoben)",
  "desconocid[ao]s?|sin datos?|no consta|se desconocen?|inconnue?s?|non (?:renseignee?s?|connue?s?)",
  "sconosciut[aeio]|non not[aeio]|desconhecid[ao]s?|nao informad[ao]s?|onbekend|niet bekend",
  "nieznan[aey]|brak danych|неизвестн[а-я]*|не известн[а-я]*|нет данных|bilinmiyor|okan(?:da?|t)|ukendt|ukjent|ei tiedossa",
  "不明|不详|不詳|未知|未聴取|nezname|nem ismert|αγνωστ[α-ω]*|غير معروف[ة]?|לא ידוע|khong (?:ro|biet)|tidak diketahui",
);

/** A denial without what it denies, such as `Without`. */
const isOpen = anyOf("without|ohne|sin|sans|senza|sem|zonder|bez|без|не|nem|δεν|χωρις|بدون|ללא|chua");

/** Such as `No allergy to penicillin`, and `Penicillin allergy: no`. */
const deniesSome =
  /^(?:no(?! \d)|not|den(?:ies|ied)|negative for|keine?|sin|niega|aucune?|pas d|nessuna|nega|nao|sem|geen|brak|ingen|inga|нет)(?= )|(?<= )(?:no|none|neg|negative?|nein|keine|nao|nee|nie|нет|yok|nej|nei)$/;

// These are written without spaces, or have a word for no that is something else in another language.
const isWholeDenial =
  /^(?:(?:[无無](?!花果|患子|名异)|没有|沒有|未发现|未發現|否认|否認)(?:已知|明确)?(?:的)?(?:(?:过敏|過敏)(?:史|原)?)?|(?:(?:アレルギー|過敏症)歴?[は:]?)?(?:特に|特記事項)?(?:なし|無し|無|ありません)|(?:알[레러][르지]기?력?[은는이가:]? ?)?없(?:음|다|습니다)|ei (?:tunnettuja |todettuja )?allergioita)$/;
const deniesSomeAtOnce =
  /^(?:(?:[无無](?!花果|患子|名异)|没有|沒有|未发现|未發現|否认|否認).+(?:过敏|過敏)史?|.+アレルギー歴?[は:]?(?:なし|無し|無|ありません)|.+알[레러][르지]기?력?[은는이가:]? ?없(?:음|다|습니다)|ei .*allergioita)$/;

const spoken = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/(?<=\b[a-z])\.(?=[a-z]\b)/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Also as the end of a word, as in `Keine Pollenallergie`. */
const isOfAllergy = (word: string): boolean => isAllergy.test(word) || /allergien?$/.test(word);

type Denial = "all" | "some" | "nothing";

function deniedIn(text: string): Denial | null {
  // In French, "pas" stands before what it denies. PAS alone is a drug.
  const said = spoken(text).replace(/(?<!\S)pas (?=de? |allergique|connu|signale)/, "aucune ");
  const atOnce = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/(?<![。.\s、:：])[。.\s、:：]+$|^\s+/gu, "");
  if (isWholeDenial.test(atOnce)) return "all";
  if (deniesSomeAtOnce.test(atOnce)) return "some";
  const words = said.split(" ");
  const topic = words.filter((word) => !isAllergy.test(word) || isNo.test(word)).join(" ");
  if (isUnknown.test(said) || (topic !== "" && isUnknown.test(topic))) return "nothing";
  if (isOpen.test(said)) return null;
  const isOfDenial = (word: string) =>
    [isNo, isAllergy, isKind, isOther, isFiller].some((each) => each.test(word));
  if (!words.some((word) => isNo.test(word)) || !words.every(isOfDenial))
    return answersNo(text) || (deniesSome.test(said) && words.some(isOfAllergy)) ? "some" : null;
  return words.some((word) => isKind.test(word)) && !words.some((word) => isOther.test(word))
    ? "some"
    : "all";
}

/** As in `Nickel: neg.`, `Latex (none)` and `Aspirin? No`. Nitric oxide is (NO), too. */
function answersNo(text: string): boolean {
  const [, answer] =
    /.[:：=?？(（](?!\s*NO\))([^:：=?？(（]*)$|\s[-–—]([^-–—]*)$/u
      .exec(text)
      ?.filter((part) => part !== undefined) ?? [];
  return answer !== undefined && deniedIn(answer) === "all";
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
