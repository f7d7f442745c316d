// Pure: browsers use it to choose among free times.

/** Whom the doctors of a specialization see. */
type Kind = {
  /** Matches the code, or the words in several languages, in lower case and without accents. */
  name: RegExp;
  /** The youngest and the oldest patients, in years. */
  from?: number;
  to?: number;
  /** The gender of all patients. */
  gender?: "female" | "male";
  /** Whom one sees first, unless somebody is chosen. */
  isFirst?: true;
};

const kinds: readonly Kind[] = [
  {
    name: /^ped$|p(?:a|ae|e)diatr|kinder(?!wunsch)|jugend|\bchild(?!b)|adolescen|infantil/,
    to: 17,
    isFirst: true,
  },
  // Those of "Pediatrics and neonatology" see all children.
  { name: /neonat/, to: 0 },
  {
    name: /^gen(?:eral)?$|general (?:medicine|pract)|generalist|medicina (?:general|familiar)|medecine generale|family|primary care|allgemein[aem]|hausarzt/,
    isFirst: true,
  },
  { name: /gyn|ginecol|obstet|frauenheil|geburt|midwi|hebamme|women/, from: 10, gender: "female" },
  { name: /androl/, from: 10, gender: "male" },
  { name: /geriatr|gerontol|altersmed/, from: 60 },
];

/** A patient, as far as it decides which doctors see them. */
type Seen = { age?: number | null | undefined; gender?: string | null | undefined };

const kindOf = (specialization: string | null) => {
  const text = (specialization ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return kinds.find(({ name }) => name.test(text));
};

/** Whether a doctor of this specialization sees the patient. What is not known suits. */
export function suits(specialization: string | null, { age, gender }: Seen): boolean {
  const { from = 0, to = Number.POSITIVE_INFINITY, gender: only } = kindOf(specialization) ?? {};
  const isOther = only && (gender === "female" || gender === "male") && gender !== only;
  return !isOther && (age == null || (from <= age && age <= to));
}

/** Whether the patient sees a doctor of this specialization first: for children a pediatrician, else a general one. */
export function isSeenFirst(specialization: string | null, { age }: Seen): boolean {
  const kind = kindOf(specialization);
  if (!kind?.isFirst) return false;
  return age == null || age > oldestChild ? kind.to === undefined : kind.to !== undefined;
}

const oldestChild = 17;
