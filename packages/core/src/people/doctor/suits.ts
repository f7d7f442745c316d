// Pure: browsers use it to choose among free times.

/** The patients of a specialization. */
type Seeing = {
  /** Minimum and maximum age, in years. */
  from?: number | undefined;
  to?: number | undefined;
  gender?: "female" | "male" | undefined;
  /** Whether patients consult it first, unless a doctor is chosen. */
  isFirst?: boolean;
};

/** `name` matches the code, or names in several languages, in lower case and without accents. */
type Kind = Seeing & { name: RegExp };

const oldestChild = 17;

/** If a specialization matches several kinds, the first one decides about ages. */
const kinds: readonly Kind[] = [
  { name: /neonat|неонат/, from: 0, to: 0 },
  {
    name: /^peds?$|p(?:a|ae|æ|e)diatr|pedijat|kinder(?!wunsch)|jugend|\bchild(?!b)|adolescen|infantil|\bbarne?l|lasten|cocuk|gyermek|detske|педиатр|педіатр|детск|дитяч|παιδιατρ|اطفال|ילדים|[儿兒児]科|소아/,
    from: 0,
    to: oldestChild,
    isFirst: true,
  },
  {
    name: /gyn|gin[ae]?[ck]ol|jinekol|^obs?$|^[og]$|^obg$|obst|ostetr|frauen|geburt|midwi|hebamme|sage-femme|matron|verlosk|wom[ae]n|kvinn|kvind|kadin|г[иі]неколог|акушер|γυναικολ|נשים|نساء|[妇婦]|산부인과/,
    from: 10,
    gender: "female",
  },
  { name: /androl|андролог/, from: 10, gender: "male" },
  { name: /geriatr|gerontol|altersmed|гериатр|γηριατρ|老年/, from: 60 },
  {
    name: /^gen(?:eral)?$|^gp$|general (?:medicine|pract)|general[iy]st|(?:medicina|medico|clinico) (?:general|geral|di base)|medecine generale|famil|primary care|allgemein[aem]|praktische|hausarzt|huisarts|rodzinn|терапевт|семейн/,
    isFirst: true,
  },
  // These see all patients. Additional qualifications such as acupuncture are not here.
  {
    name: /^(?:card|derm|neur|orth|med|medicine|ent|hno|orl)$|intern|innere|[ck]ardiol|dermatol|neurol|orthop|ortop|chirurg|cirug|surg|ophthal|augen|oftalm|urolog|psychi|psychol|psychoth|otolaryng|radiol|on[ck]ol|r?h?eumatol|pneumo|pulmo|gastro|nephro|nefro|endo[ck]rin|allerg|emergency|anae?sth|anest|dentist|zahn|хирург|кардиолог|дерматолог|невролог|ортопед|офтальм|уролог|психиатр|эндокрин/,
    isFirst: false,
  },
];

const separators = /[,;|/&+\n•·]|(?<!-)\s(?:and|und|et|y|e|i|и|en|og|och|ve|with|mit|con|avec)\s/;

/** The kinds of a specialization. Other words count only where no kind is known. */
function kindsOf(specialization: string | null): Seeing[] {
  const text = (specialization ?? "").normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();
  return text.split(separators).flatMap((field) => {
    const found = kinds.filter(({ name }) => name.test(field.trim()));
    // A specialist of one of the first-contact kinds is none: *Pediatric cardiology*.
    const isFirst = found.length > 0 && found.every((kind) => kind.isFirst);
    const [first] = found.filter(({ from }) => from !== undefined);
    const gender = found.find((kind) => kind.gender)?.gender;
    return found.length > 0 ? [{ from: first?.from, to: first?.to, gender, isFirst }] : [];
  });
}

/** The properties of a patient that decide which doctors see them. */
type Seen = { age?: number | null | undefined; gender?: string | null | undefined };

function sees({ from = 0, to = Number.POSITIVE_INFINITY, gender: only }: Seeing, { age, gender }: Seen) {
  const isOther = only && (gender === "female" || gender === "male") && gender !== only;
  return !isOther && (age == null || (from <= age && age <= to));
}

/** Whether a doctor of this specialization, or one of several, sees the patient. Unknown values match. */
export function suits(specialization: string | null, patient: Seen): boolean {
  const fields = kindsOf(specialization);
  return fields.length === 0 || fields.some((kind) => sees(kind, patient));
}

/** Whether the patient consults this specialization first: children a pediatrician, others a general practitioner. */
export function isSeenFirst(specialization: string | null, { age }: Seen): boolean {
  const isAdult = age == null || age > oldestChild;
  return kindsOf(specialization).some(
    ({ isFirst, to }) => isFirst === true && isAdult === (to === undefined),
  );
}
