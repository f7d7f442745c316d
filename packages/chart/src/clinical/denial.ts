import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { isPlaceholder } from "@caretype/core/kernel/field/placeholders";
import { cvx, snomed } from "./code-systems.ts";
import type { Concept } from "./schema.ts";
import { absentOrUnknown, fieldsOf, type StatementCode, statementCodes, statements } from "./statements.ts";

/** Kinds of records that a patient can have none of. */
export const deniedKinds = ["allergy", "condition", "medication", "immunization", "procedure"] as const;
export type DeniedKind = (typeof deniedKinds)[number];

/**
 * `all` denies the whole kind. `some` denies a group without its own statement. `nothing` is a placeholder that says
 * nothing.
 */
type Denial = "all" | "medication" | "food" | "environment" | "some" | "nothing";

const codes = new Map<string, Partial<Record<DeniedKind, Denial>>>([
  [`${snomed}|716186003`, { allergy: "all" }],
  // Retired in favor of the code above.
  [`${snomed}|160244002`, { allergy: "all" }],
  [`${snomed}|409137002`, { allergy: "medication" }],
  [`${snomed}|429625007`, { allergy: "food" }],
  [`${snomed}|428607008`, { allergy: "environment" }],
  // Deny allergies to animals, to insects and to latex. The fourth code is the retired one of latex.
  [`${snomed}|716220001`, { allergy: "some" }],
  [`${snomed}|428197003`, { allergy: "some" }],
  [`${snomed}|1003774007`, { allergy: "some" }],
  [`${snomed}|716184000`, { allergy: "some" }],
  [`${snomed}|160245001`, { condition: "all" }],
  [`${snomed}|787481004`, { medication: "all" }],
  [`${snomed}|787482006`, { immunization: "all" }],
  [`${snomed}|787480003`, { procedure: "some" }],
  [`${cvx}|998`, { immunization: "all" }],
  ...Object.entries(statements).map(
    ([code, { kind, of }]) => [`${absentOrUnknown}|${code}`, { [kind]: of }] as const,
  ),
  [`${absentOrUnknown}|no-known-allergies`, { allergy: "all" }],
  [`${absentOrUnknown}|no-known-procedures`, { procedure: "some" }],
]);

// Vocabulary of denials in the languages below, without accents. A denial consists only of these words.
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
const isDrug = anyOf(
  "nk[dm]+a|[ns]amc|drugs?|medications?|medicines?|rams?|(?:arzneimittel|medikamenten)(?:allergien?)?|medikamente",
  "medicament(?:os?|osas?|osi|s|euses?)|farmac(?:os?|i|ologicas?)|medicijn(?:en)?|geneesmiddel(?:en)?|lek(?:i|ow)",
  "лекарств[а-я]*|препарат[а-я]*|ilac|medicin(?:er)?|lakemedel|legemidler",
);
const isFood = anyOf(
  "nkfa|foods?|(?:nahrungsmittel|lebensmittel)(?:allergien?)?|aliment(?:os|i|ari|arias?|aires?|s)|voedsel",
  "pokarmow(?:a|e)?|пищ[а-я]*|besin",
);
const isOfEnvironment = anyOf("nkea|environmental|umweltallergien?|ambiental(?:es)?");
const isOfAnother = anyOf("nk[dmfe]{2,}a|insects?|latex|latice?|(?:insekten|latex)(?:allergien?)?");
const groups = [
  ["medication", isDrug],
  ["food", isFood],
  ["environment", isOfEnvironment],
  ["some", isOfAnother],
] as const;
const isKind = (word: string): boolean => groups.some(([, isOfIt]) => isOfIt.test(word));
/** Generic words for a kind of record. */
const topics: Record<DeniedKind, RegExp> = {
  allergy: isAllergy,
  condition: anyOf(
    "problems?|diagnos[ei]s|conditions?|diseases?|illness(?:es)?|disorders?|complaints?|comorbidit(?:y|ies)|pmh",
    "probleme?n?|diagnosen?|(?:vor|grund)?erkrankung(?:en)?|krankheit(?:en)?|beschwerden",
    "problem[ae]s?|diagnostic[oi]?s?|enfermedad(?:es)?|patolog(?:ias?|ie)|antecedente?s?|maladies?|pathologies?",
    "malatti[ae]|diagnosi|doencas?|ziekte[ns]?|aandoening(?:en)?|chorob[ay]?|sygdomme?|sjukdomar?|sykdommer?",
  ),
  medication: anyOf(
    "meds?|drugs?|medications?|medicines?|prescriptions?|therap(?:y|ies)|treatments?",
    "(?:dauer)?medika(?:tion(?:en)?|mente?)|arzneimittel|medicac(?:ion|ao)|medicament(?:os?|s)|tratamientos?|farmac[io]s?",
    "traitements?|terapi[ae]|medicatie|medicijn(?:en)?|geneesmiddel(?:en)?|lek(?:i|ow)|medicin(?:er)?|lakemedel|legemidler",
  ),
  immunization: anyOf(
    "vaccin(?:es?|ations?|[oi]|azion[ei]|aties?|s)?|immuni[sz]ations?|shots?|(?:schutz)?impf(?:ung(?:en)?|stoffe?)",
    "vaccinated|geimpft|immuni[sz]ed|vacunad[ao]s?|vaccinee?s?|vaccinat[aeio]|gevaccineerd|vacunas?|vacunacion(?:es)?|vacinas?|vacinac(?:ao|oes)|szczepien(?:ia|ie)?|vaksiner?",
  ),
  procedure: anyOf("procedures?|operations?|surger(?:y|ies)|operationen|eingriffe?|cirugias?|operaciones"),
};
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

/** Additional words in denials of kinds other than allergies. */
const isBeside = anyOf(
  "current|active|medical|health|past|previous|home|ongoing",
  "taken?|takes|taking|used?|given|administered|received|done|in|for|was|were|patient|list(?:ed)?",
  "aktuelle[nrs]?|nimmt|ein|erhalten|verabreicht|durchgefuhrt",
  "actual(?:es)?|activ[ao]s?|toma|administrad[ao]s?|aplicad[ao]s?|actuelle?s?|en|cours",
  "prend|administree?s?|recue?s?|attual[ei]|in|corso|somministrat[aeio]|assume|atua(?:l|is)|actieve|huidige",
);
/** Words that limit a denial: without chronic illness, a patient may still have a broken leg. */
const isNarrow = anyOf(
  "chronic|significant|relevant|serious|major|regular|routine|daily|long|term|prescribed|prn|needed",
  "chronische[nr]?|relevante[nr]?|ernste[nr]?|regelmassige[nr]?|verordnet|bedarf|dauermedika(?:tion(?:en)?|mente?)",
  "cronic[ao]s?|habitual(?:es)?|graves?|chroniques?|regulier(?:e?s)?",
);
const isDoubt = anyOf(
  "probably|possibly|presumably|likely|apparently|unsure|uncertain|wahrscheinlich|vermutlich|evtl|eventuell|fraglich",
  "probablemente|posiblemente|probablement|peut|etre|forse|probabilmente|talvez|waarschijnlijk",
);
/** A refusal, which is neither a record nor a denial. */
const isRefusal = anyOf(
  "refus(?:ed|es|al)|declin(?:ed|es)|abgelehnt|verweigert|lehnt|ab|rechaz(?:o|a|ad[ao]s?)|refusee?s?",
  "rifiutat[aeio]|recus(?:ou|ad[ao]s?)|geweigerd|odmowa",
);
const isUnvaccinated = anyOf("un(?:vaccinated|immuni[sz]ed|geimpft)|ongevaccineerd");
const isHealthy = anyOf(
  "(?:otherwise |generally )?(?:healthy|fit and well)|good health|gesund|san[ao]|bonne sante|en bonne sante|gezond|saudavel|zdrowy",
);
/** A firm denial before other words. Many names begin with `No` or `Brak`, but none with `None`. */
const isFirm = anyOf("nk[admfe]*a|none|keine|ningun[ao]s?|aucune?|nessun[ao]|nenhum[ao]|ingen|inga");
/** Denies what follows. Excludes brand names, a cardiac finding, and things that a person lacks. */
const deniesWhatFollows =
  /^(?:no(?!\s+(?:spa|doz|reflow|fixed|formal|longer|social|support|transport|access|income|housing|insurance|abode|job|work)\b)|kein(?:e[nrms]?)?|ning[uú]n[ao]?|niega|denies|denied|aucune?|pas d(?:e|es)|nessun[ao]?|nenhum[ao]?|geen|ingen|inga|inget)\s+\p{L}/iu;

/** Placeholders that name no allergen or illness. */
const isUnknown = anyOf(
  "|0+|n a|null|(?:status )?(?:unknown|unk|unbekannt)(?: status)?|no data|k ?a|keine angaben?",
  "not (?:known|available|applicable|stated|recorded|given|asked|assessed|on file)|nicht (?:bekannt|erfragt|erhoben)",
  "desconocid[ao]s?|sin datos?|no consta|se desconocen?|inconnue?s?|non (?:renseignee?s?|connue?s?)",
  "sconosciut[aeio]|non not[aeio]|desconhecid[ao]s?|nao informad[ao]s?|onbekend|niet bekend",
  "nieznan[aey]|brak danych|неизвестн[а-я]*|не известн[а-я]*|нет данных|bilinmiyor|okan(?:da?|t)|ukendt|ukjent|ei tiedossa",
  "不明|不详|不詳|未知|未聴取|nezname|nem ismert|αγνωστ[α-ω]*|غير معروف[ة]?|לא ידוע|khong (?:ro|biet)|tidak diketahui",
);

/** An incomplete denial, such as `Without`. */
const isOpen = anyOf("without|ohne|sin|sans|senza|sem|zonder|bez|без|не|nem|δεν|χωρις|بدون|ללא|chua");

/** Such as `No allergy to penicillin`, and `Penicillin allergy: no`. */
const deniesSome =
  /^(?:no(?! \d)|not|den(?:ies|ied)|negative for|keine?|sin|niega|aucune?|pas d|nessuna|nega|nao|sem|geen|brak|ingen|inga|нет)(?= )|(?<= )(?:no|none|neg|negative?|nein|keine|nao|nee|nie|нет|yok|nej|nei)$/;

// Whole phrases: these languages have no spaces, or their negation is another word elsewhere.
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

const isPlainDenial = /^(?:[无無]|没有|沒有|(?:特に|特記事項)?(?:なし|無し)|(?:특이사항 ?)?없음)$/;

/** Returns what a text denies. A text with doubts or exceptions is neither a statement nor a record. */
function deniedIn(text: string, kind: DeniedKind): Denial | null {
  const words = spoken(text).split(" ");
  const sure = words.filter((word) => !isDoubt.test(word));
  if (sure.length < words.length && sure.length > 0 && plainlyDenied(sure.join(" "), kind)) return "some";
  const denied = plainlyDenied(text, kind);
  if (denied === null) return goesOn(words, kind) ? "some" : null;
  return denied !== "nothing" && /[?？][\s)]{0,3}$/u.test(text) ? "some" : denied;
}

/** True for `NKA but sulfa` and `No known problems except asthma`. */
function goesOn(words: string[], kind: DeniedKind): boolean {
  const end = words.findIndex((word) => !isOfDenial(word, kind));
  const before = words.slice(0, Math.max(end, 0));
  const isTopic = (word: string) => topics[kind].test(word) || (kind === "allergy" && isKind(word));
  return (
    isFirm.test(before[0] ?? "") ||
    (before.some((word) => isNo.test(word)) && before.some((word) => isTopic(word)))
  );
}

function plainlyDenied(text: string, kind: DeniedKind): Denial | null {
  // In French, "pas" stands before what it denies. PAS alone is a drug.
  const spokenText = spoken(text).replace(/(?<!\S)pas (?=de? |allergique|connu|signale)/, "aucune ");
  const atOnce = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/(?<![。.\s、:：])[。.\s、:：]+$|^\s+/gu, "");
  if ((kind === "allergy" ? isWholeDenial : isPlainDenial).test(atOnce)) return "all";
  if (kind === "allergy" && deniesSomeAtOnce.test(atOnce)) return "some";
  const words = spokenText.split(" ");
  const topic = words.filter((word) => !isAllergy.test(word) || isNo.test(word)).join(" ");
  // A number may be a name.
  const isNumber = kind !== "allergy" && /^0+$/.test(spokenText);
  if (
    (isUnknown.test(spokenText) && !isNumber) ||
    (kind === "allergy" && topic !== "" && isUnknown.test(topic))
  )
    return "nothing";
  if (isOpen.test(spokenText)) return null;
  if (kind === "immunization" && isUnvaccinated.test(spokenText)) return "all";
  if (kind === "condition" && isHealthy.test(spokenText)) return "some";
  if (
    words.some((word) => isRefusal.test(word) && word !== "ab") &&
    words.every((word) => isRefusal.test(word) || isOfDenial(word, kind))
  )
    return "some";
  // RAS of an artery is a problem.
  if (kind !== "allergy" && (spokenText === "ras" || words.some((word) => isAllergy.test(word)))) return null;
  if (!words.some((word) => isNo.test(word)) || !words.every((word) => isOfDenial(word, kind))) {
    if (kind === "allergy" && (answersNo(text) || (deniesSome.test(spokenText) && words.some(isOfAllergy))))
      return "some";
    return null;
  }
  const [group = "all", ...others] = groups.flatMap(([name, isOfIt]) =>
    kind === "allergy" && words.some((word) => isOfIt.test(word)) ? [name] : [],
  );
  if (words.some((word) => isNarrow.test(word))) return "some";
  if (words.some((word) => isOther.test(word))) return "all";
  return others.length > 0 ? "some" : group;
}

const isOfDenial = (word: string, kind: DeniedKind): boolean =>
  [isNo, topics[kind], isOther, isFiller].some((each) => each.test(word)) ||
  (kind === "allergy" ? isKind(word) : isBeside.test(word) || isNarrow.test(word));

/** Also denials of another kind, such as `No known allergies` among the problems. */
function deniedAmong(text: string, kind: DeniedKind): Denial | null {
  const own = deniedIn(text, kind);
  if (own !== null) return own;
  const isElsewhere = deniedKinds.some((each) => {
    const denied = each === kind ? null : deniedIn(text, each);
    return denied !== null && denied !== "some" && denied !== "nothing";
  });
  if (isElsewhere && spoken(text) !== "ras") return "some";
  return isPlaceholder(text) ? "nothing" : null;
}

/** Such as `Nickel: neg.`, `Latex (none)` and `Aspirin? No`. Nitric oxide is written (NO). */
function answersNo(text: string, answers = /./): boolean {
  const [, answer] =
    /.[:：=?？(（](?!\s*NO\))([^:：=?？(（]*)$|\s[-–—]([^-–—]*)$/u
      .exec(text)
      ?.filter((part) => part !== undefined) ?? [];
  return answer !== undefined && answers.test(answer.trim()) && plainlyDenied(answer, "allergy") === "all";
}

/** HL7's codes for missing values. */
const absences =
  /(?:v3[/-]NullFlavor|data-absent-reason|absent-unknown-uv-ips|2\.16\.840\.1\.113883\.5\.1008)$/i;

/** Returns what a concept denies: its kind or a group. `nothing` is a placeholder, and null a record. */
export function deniedBy(kind: DeniedKind, { text, coding }: Concept): Denial | null {
  const coded = coding && codes.get(`${coding.system}|${coding.code}`);
  if (coded) return coded[kind] ?? "some";
  const abbreviated = coding && /^NK[ADMFE]*A$/i.test(coding.code) ? deniedAmong(coding.code, kind) : null;
  const isAbsent = coding !== null && absences.test(coding.system);
  if (abbreviated) return abbreviated;
  if (isAbsent) return "nothing";
  const denied = deniedAmong(text, kind);
  // A coded finding means what its code says, and a number may be a code.
  if (denied !== null || coding !== null || kind === "allergy") return denied;
  if (/^0+$/.test(text.trim())) return "nothing";
  return deniesWhatFollows.test(text.trim()) || answersNo(text, /^(?:no|none|nein|keine?s?)$/i)
    ? "some"
    : null;
}

const codeOfStatement = (kind: DeniedKind, denied: Denial): StatementCode | undefined =>
  statementCodes.find((code) => statements[code].kind === kind && statements[code].of === denied);

type Field = { kind: DeniedKind; field: string };

/** For a placeholder. */
export const saysNothing: FieldMessage = "Does not say what it is: send its name, or no record";

/**
 * Returns the fields of the statement that a concept makes, if that statement is stored as a record. Null for a
 * record. Throws `INVALID_INPUT` if it is neither.
 */
export function statementIn({ kind, field }: Field, concept: Concept): Record<string, unknown> | null {
  const denied = deniedBy(kind, concept);
  if (denied === null) return null;
  // The denial of all allergies has its own statement.
  if (kind === "allergy" && denied === "all") return null;
  if (denied === "nothing") throw invalidInput({ [field]: [saysNothing] });
  const code = codeOfStatement(kind, denied);
  if (code) return fieldsOf(code);
  throw invalidInput({ [field]: ["Denies only some records of its kind, which cannot be recorded"] });
}

/** Field values that are compatible with a denial. Any other value contradicts it. */
const agreeing: Record<DeniedKind, Record<string, readonly string[]>> = {
  allergy: {
    reactions: [],
    criticality: ["unable-to-assess"],
    clinicalStatus: ["active"],
    verificationStatus: ["confirmed"],
  },
  condition: { abatement: [], severity: [], clinicalStatus: ["active"], verificationStatus: ["confirmed"] },
  medication: { until: [], dosage: [], status: ["active"] },
  immunization: {
    doseNumber: [],
    lotNumber: [],
    manufacturer: [],
    expires: [],
    status: ["completed", "not-done"],
  },
  procedure: {},
};

/** Throws `INVALID_INPUT` for a denial that other fields of its row contradict, such as the status `refuted`. */
export function requireAgreement(
  kind: DeniedKind,
  concept: Concept,
  input: Readonly<Record<string, unknown>>,
): void {
  const isEmpty = (value: unknown) =>
    (value ?? null) === null || (Array.isArray(value) && value.length === 0);
  const [contradicted] =
    Object.entries(agreeing[kind]).find(
      ([name, values]) => !isEmpty(input[name]) && !values.some((value) => value === input[name]),
    ) ?? [];
  if (contradicted !== undefined && deniedBy(kind, concept) !== null)
    throw invalidInput({ [contradicted]: ["Contradicts that there is none"] });
}

/** Throws `INVALID_INPUT` for a concept that is a denial or a placeholder. */
export function requireRecord({ kind, field }: Field, concept: Concept): void {
  if (kind === "allergy" && deniedBy(kind, concept) === "all")
    throw invalidInput({
      [field]: ["Denies all allergies: use `allergy.recordNoneKnown`"],
    });
  if (statementIn({ kind, field }, concept))
    throw invalidInput({ [field]: ["Denies all records of its kind: use `chart.recordNoneKnown`"] });
}
