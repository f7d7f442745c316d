import type { Random } from "@caretype/testing/random";
import type { SyntheaEncounter } from "./encounters.ts";
import { dayOf } from "./patients.ts";
import { syntheaId } from "./written-values.ts";

/** A code and its description. Synthea removes commas, which leaves two spaces. */
type Concept = readonly [code: string, description: string];

const disorders: readonly Concept[] = [
  ["195662009", "Acute viral pharyngitis (disorder)"],
  ["59621000", "Essential hypertension (disorder)"],
  ["15777000", "Prediabetes"],
  ["105531004", "Housing unsatisfactory (finding)"],
];
const substances = [
  { system: "SNOMED-CT", concept: ["111088007", "Latex (substance)"], category: "environment" },
  { system: "SNOMED-CT", concept: ["84489001", "Mold (organism)"], category: "environment" },
  { system: "RxNorm", concept: ["7982", "Penicillin V"], category: "medication" },
  { system: "Unknown", concept: ["3718001", "Cow's milk (substance)"], category: "drug" },
] as const;
const reactions: readonly Concept[] = [
  ["271807003", "Eruption of skin (disorder)"],
  ["418290006", "Itching (finding)"],
];
const drugs: readonly Concept[] = [
  ["314076", "lisinopril 10 MG Oral Tablet"],
  ["665078", "Loratadine 5 MG Chewable Tablet"],
  ["1870230", "NDA020800 0.3 ML Epinephrine 1 MG/ML Auto-Injector"],
];
const vaccines: readonly Concept[] = [
  ["140", "Influenza  seasonal  injectable  preservative free"],
  ["113", "Td (adult)  5 Lf tetanus toxoid  preservative free  adsorbed"],
];
const acts: readonly Concept[] = [
  ["430193006", "Medication Reconciliation (procedure)"],
  ["868187001", "Assessment using Car  Relax  Alone  Forget  Friends  Trouble Screening Test (procedure)"],
];
const plans: readonly Concept[] = [
  ["384758001", "Self-care interventions (procedure)"],
  ["53950000", "Respiratory therapy"],
];

const noReason = { REASONCODE: "", REASONDESCRIPTION: "" };
const reasonOf = (random: Random) => {
  if (random.chance(0.5)) return noReason;
  const [REASONCODE, REASONDESCRIPTION] = random.pick(disorders);
  return { REASONCODE, REASONDESCRIPTION };
};

/** `of`: the mean number of rows per encounter. */
const some = <Row>(random: Random, of: number, make: () => Row): Row[] => (random.chance(of) ? [make()] : []);

const codedBy = ([CODE, DESCRIPTION]: Concept) => ({ CODE, DESCRIPTION });

function recordsOf(random: Random, encounter: SyntheaEncounter) {
  const { START, STOP, PATIENT, Id: ENCOUNTER } = encounter;
  const place = { PATIENT, ENCOUNTER };
  const [day, end] = [dayOf(Date.parse(START)), dayOf(Date.parse(STOP) + random.below(90) * 86_400_000)];
  const days = () => ({ START: day, STOP: random.chance(0.5) ? end : "" });
  return {
    // No column SYSTEM, as in releases before 3.3.
    "conditions.csv": some(random, 0.6, () => ({ ...days(), ...place, ...codedBy(random.pick(disorders)) })),
    "allergies.csv": some(random, 0.1, () => allergyOf(random, { day, place })),
    "medications.csv": some(random, 0.5, () => ({
      START,
      STOP: random.chance(0.5) ? STOP : "",
      PATIENT,
      PAYER: encounter.PAYER,
      ENCOUNTER,
      ...codedBy(random.pick(drugs)),
      BASE_COST: "7.24",
      PAYER_COVERAGE: "0.00",
      DISPENSES: "12",
      TOTALCOST: "86.88",
      ...reasonOf(random),
    })),
    "immunizations.csv": some(random, 0.2, () => ({
      DATE: START,
      ...place,
      ...codedBy(random.pick(vaccines)),
      BASE_COST: "140.52",
    })),
    "procedures.csv": some(random, 0.4, () => ({
      START,
      STOP,
      ...place,
      ...codedBy(random.pick(acts)),
      BASE_COST: "516.65",
      ...reasonOf(random),
    })),
    "careplans.csv": some(random, 0.1, () => ({
      Id: syntheaId(random),
      ...days(),
      ...place,
      ...codedBy(random.pick(plans)),
      ...reasonOf(random),
    })),
  };
}

type Place = { PATIENT: string; ENCOUNTER: string };

function allergyOf(random: Random, { day, place }: { day: string; place: Place }) {
  const { system, concept, category } = random.pick(substances);
  const [REACTION1, DESCRIPTION1] = random.chance(0.5) ? random.pick(reactions) : ["", ""];
  return {
    START: day,
    STOP: "",
    ...place,
    CODE: concept[0],
    SYSTEM: system,
    DESCRIPTION: concept[1],
    TYPE: random.chance(0.8) ? "allergy" : "intolerance",
    CATEGORY: category,
    REACTION1,
    DESCRIPTION1,
    SEVERITY1: REACTION1 === "" ? "" : random.pick(["MILD", "MODERATE"]),
    REACTION2: "",
    DESCRIPTION2: "",
    SEVERITY2: "",
  };
}

type Measured = { category: string; concept: Concept; value: string; unit: string; type: string };
const measured = (category: string, concept: Concept, value: string): Omit<Measured, "unit"> => ({
  category,
  concept,
  value,
  type: "numeric",
});

/** Measurements of an encounter. A blood pressure is two rows. */
function measuredIn(random: Random): Measured[] {
  const decimal = (from: number, to: number) => (from + random.next() * (to - from)).toFixed(1);
  const vital = (concept: Concept, value: string, unit: string) => ({
    ...measured("vital-signs", concept, value),
    unit,
  });
  const [height, weight] = [decimal(150, 190), decimal(50, 110)];
  return [
    vital(["8302-2", "Body Height"], height, "cm"),
    vital(["72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"], "2.0", "{score}"),
    vital(["29463-7", "Body Weight"], weight, "kg"),
    vital(["39156-5", "Body Mass Index"], (Number(weight) / (Number(height) / 100) ** 2).toFixed(1), "kg/m2"),
    vital(["8462-4", "Diastolic Blood Pressure"], decimal(60, 95), "mm[Hg]"),
    vital(["8480-6", "Systolic Blood Pressure"], decimal(100, 160), "mm[Hg]"),
    vital(["8867-4", "Heart rate"], decimal(55, 100), "/min"),
    { ...measured("survey", ["63512-8", "Family members"], decimal(1, 7)), unit: "{#}" },
    {
      ...measured("survey", ["72166-2", "Tobacco smoking status NHIS"], "Never smoker"),
      unit: "",
      type: "text",
    },
    // A number of type text, and a text of type number.
    {
      ...measured("survey", ["63586-2", "Total combined income"], String(random.below(99_999))),
      unit: "/a",
      type: "text",
    },
    { ...measured("laboratory", ["5803-2", "pH of Urine"], random.pick(["6.5", "Negative"])), unit: "" },
    {
      ...measured("exam", ["32465-7", "Physical findings of Prostate"], "Normal"),
      unit: "null",
      type: "text",
    },
  ];
}

type Moment = Place & { DATE: string };
const observationRow = ({ DATE, PATIENT, ENCOUNTER }: Moment, of: Measured) => ({
  DATE,
  PATIENT,
  ENCOUNTER,
  CATEGORY: of.category,
  CODE: of.concept[0],
  DESCRIPTION: of.concept[1],
  VALUE: of.value,
  UNITS: of.unit,
  TYPE: of.type,
});

/** Synthea's own scores of a patient, without an encounter, a category or a LOINC code. */
function scoresOf(random: Random, { START, PATIENT }: SyntheaEncounter) {
  const place = { DATE: START, PATIENT, ENCOUNTER: "" };
  const score = (name: string, unit: string) =>
    observationRow(place, { ...measured("", [name, name], `${random.below(40)}.0`), unit });
  return [score("QALY", "a"), score("DALY", "a"), score("QOLS", "{score}")];
}

/** Clinical records of the encounters, grouped by patient. */
export function makeClinicalRecords(random: Random, encounters: readonly SyntheaEncounter[]) {
  const each = encounters.map((encounter) => recordsOf(random, encounter));
  const observations = encounters.flatMap((encounter, index) => {
    const isLast = encounters[index + 1]?.PATIENT !== encounter.PATIENT;
    const place = { DATE: encounter.START, PATIENT: encounter.PATIENT, ENCOUNTER: encounter.Id };
    return [
      ...(random.chance(0.2) ? measuredIn(random).map((one) => observationRow(place, one)) : []),
      ...(isLast ? scoresOf(random, encounter) : []),
    ];
  });
  return {
    "conditions.csv": each.flatMap((records) => records["conditions.csv"]),
    "allergies.csv": each.flatMap((records) => records["allergies.csv"]),
    "observations.csv": observations,
    "medications.csv": each.flatMap((records) => records["medications.csv"]),
    "immunizations.csv": each.flatMap((records) => records["immunizations.csv"]),
    "procedures.csv": each.flatMap((records) => records["procedures.csv"]),
    "careplans.csv": each.flatMap((records) => records["careplans.csv"]),
  };
}
