// Pure: browsers use it. The codes of vital signs and of common laboratory values, and how they are measured.

/** How a unit becomes the canonical one: `(number + plus) × times ÷ per`, in decimals. */
export type Conversion = {
  plus?: string;
  times?: string;
  per?: string;
  /** The factor has as many digits as floating point, and the number ten that count. */
  isRounded?: boolean;
};

/** In the canonical unit. */
export type Bounds = { least: string; greatest: string };

/**
 * Its bounds are what is possible of a living body: from the smallest newborn to the highest that was ever measured, and
 * some more. What is usual is said by a reference range.
 */
export type Measure = Bounds & {
  /** The unit in which values are compared. */
  canonical: string;
  /** The unit shown to those who prefer US units. Canonical, if there is none. */
  us?: string;
  /** The units that measure it, with the canonical one. */
  units: Readonly<Record<string, Conversion>>;
  /** Outside of these, a number is questioned: see docs/use/units.md for where they are from. */
  expected?: Bounds;
  /** The substance's grams per mole, for conversions from mass to moles. */
  molarMass?: number;
  /** Its charge, for conversions from equivalents to moles. */
  charge?: number;
};

const same: Conversion = {};

const bodyMass: Measure = {
  canonical: "kg",
  us: "[lb_av]",
  units: {
    kg: same,
    g: { per: "1000" },
    "[lb_av]": { times: "0.45359237" },
    "[oz_av]": { times: "0.028349523125" },
    "[stone_av]": { times: "6.35029318" },
  },
  least: "0.1",
  greatest: "700",
  expected: { least: "0.4", greatest: "250" },
};

const lengths: Measure["units"] = {
  cm: same,
  mm: { per: "10" },
  m: { times: "100" },
  "[in_i]": { times: "2.54" },
  "[ft_i]": { times: "30.48" },
};
const bodyLength: Measure = {
  canonical: "cm",
  us: "[in_i]",
  units: lengths,
  least: "15",
  greatest: "280",
};
const headGirth: Measure = { ...bodyLength, least: "10", greatest: "100" };
const waistGirth: Measure = { ...bodyLength, greatest: "400" };

const temperature: Measure = {
  canonical: "Cel",
  us: "[degF]",
  units: {
    Cel: same,
    "[degF]": { plus: "-32", times: "5", per: "9" },
    K: { plus: "-273.15" },
  },
  least: "10",
  greatest: "50",
  expected: { least: "32", greatest: "42" },
};

const rate = (greatest: string, expected: Bounds): Measure => ({
  canonical: "/min",
  units: { "/min": same, "1/min": same, "/s": { times: "60" }, Hz: { times: "60" } },
  least: "0",
  greatest,
  expected,
});
const heartRate = rate("600", { least: "30", greatest: "230" });

const bloodPressure: Measure = {
  canonical: "mm[Hg]",
  units: { "mm[Hg]": same, kPa: { per: "0.133322" } },
  least: "0",
  greatest: "500",
};

const saturation: Measure = {
  canonical: "%",
  units: { "%": same, "1": { times: "100" } },
  least: "0",
  greatest: "100",
  expected: { least: "50", greatest: "100" },
};

const bodyMassIndex: Measure = {
  canonical: "kg/m2",
  units: { "kg/m2": same },
  least: "2",
  greatest: "300",
};

/** A substance in blood, serum or plasma. Mass per volume is converted by its molar mass. */
const concentration = (molarMass: number, greatest: string): Measure => ({
  canonical: "mmol/L",
  us: "mg/dL",
  units: {
    "mmol/L": same,
    "umol/L": { per: "1000" },
    "mg/dL": { times: "10", per: String(molarMass) },
    "mg/L": { per: String(molarMass) },
    "g/L": { times: "1000", per: String(molarMass) },
  },
  least: "0",
  greatest,
  molarMass,
});

/** The same in µmol/L, of which there are so few that laboratories write it so. */
const traceConcentration = (molarMass: number, greatest: string): Measure => ({
  ...concentration(molarMass, greatest),
  canonical: "umol/L",
  units: {
    "umol/L": same,
    "mmol/L": { times: "1000" },
    "mg/dL": { times: "10000", per: String(molarMass) },
    "mg/L": { times: "1000", per: String(molarMass) },
    "g/L": { times: "1000000", per: String(molarMass) },
  },
});

const electrolyte = (least: string, greatest: string): Measure => ({
  canonical: "mmol/L",
  units: { "mmol/L": same, "meq/L": same },
  least: "0",
  greatest: "1000",
  expected: { least, greatest },
  charge: 1,
});
const sodium = electrolyte("100", "200");
const potassium = electrolyte("1.5", "12");
const chloride = electrolyte("50", "175");

const calcium: Measure = {
  ...concentration(40.078, "1000"),
  units: { ...concentration(40.078, "1000").units, "meq/L": { per: "2" } },
  expected: { least: "1", greatest: "6" },
  charge: 2,
};
const magnesium: Measure = {
  ...concentration(24.305, "1000"),
  units: { ...concentration(24.305, "1000").units, "meq/L": { per: "2" } },
  expected: { least: "0.2", greatest: "8" },
  charge: 2,
};
/** As phosphorus. */
const phosphate = { ...concentration(30.974, "1000"), expected: { least: "0.15", greatest: "6.5" } };

/** Laboratories that give moles count those of one chain with its iron. */
const hemoglobin: Measure = {
  canonical: "g/dL",
  units: { "g/dL": same, "g/L": { per: "10" }, "mmol/L": { times: "1.61145" } },
  least: "0",
  greatest: "100",
  expected: { least: "2", greatest: "25" },
  molarMass: 16114.5,
};

const perHundred: Measure = { canonical: "%", units: { "%": same }, least: "0", greatest: "100" };
const glycatedHemoglobin: Measure = { ...perHundred, expected: { least: "2.5", greatest: "20" } };
const hematocrit: Measure = {
  ...perHundred,
  units: { "%": same, "L/L": { times: "100" } },
  expected: { least: "5", greatest: "75" },
};

const glucose = { ...concentration(180.156, "500"), expected: { least: "1", greatest: "55" } };
const cholesterol = { ...concentration(386.65, "500"), expected: { least: "0.8", greatest: "15.5" } };
const lowDensityCholesterol = { ...cholesterol, expected: { least: "0.15", greatest: "15.5" } };
const highDensityCholesterol = { ...cholesterol, expected: { least: "0.1", greatest: "5" } };
const triglycerides = { ...concentration(885.7, "1000"), expected: { least: "0.1", greatest: "45" } };
const creatinine = { ...traceConcentration(113.12, "100000"), expected: { least: "9", greatest: "5300" } };

/** LOINC codes of vital signs. */
const byVitalSign: Readonly<Record<string, Measure>> = {
  // Body weight: of any kind, measured, stated, estimated, at birth
  "29463-7": bodyMass,
  "3141-9": bodyMass,
  "3142-7": bodyMass,
  "8335-2": bodyMass,
  "8339-4": bodyMass,
  // Body height: of any kind, measured, stated, lying, standing
  "8302-2": bodyLength,
  "3137-7": bodyLength,
  "3138-5": bodyLength,
  "8306-3": bodyLength,
  "8308-9": bodyLength,
  // Circumference of the head, and of the waist
  "9843-4": headGirth,
  "8287-5": headGirth,
  "8280-0": waistGirth,
  // Body temperature: of any kind, oral, rectal, in the ear, in the armpit
  "8310-5": temperature,
  "8331-1": temperature,
  "8332-9": temperature,
  "8333-7": temperature,
  "8328-7": temperature,
  // Heart rate, respiratory rate
  "8867-4": heartRate,
  // By pulse oximetry, and of the pulse that is felt
  "8889-8": heartRate,
  "8893-0": heartRate,
  "9279-1": rate("200", { least: "6", greatest: "100" }),
  // Systolic, diastolic and mean blood pressure
  "8480-6": { ...bloodPressure, expected: { least: "45", greatest: "250" } },
  "8462-4": { ...bloodPressure, expected: { least: "30", greatest: "150" } },
  "8478-0": bloodPressure,
  // Oxygen saturation, in arterial blood and by pulse oximetry
  "2708-6": saturation,
  "59408-5": saturation,
  "39156-5": bodyMassIndex,
};

/**
 * The codes of a vital sign, the general one first: charts draw them as one line, and a body mass index is computed of
 * them.
 */
export const signCodes = {
  systolic: ["8480-6"],
  diastolic: ["8462-4"],
  // Of any kind, by pulse oximetry, felt.
  heartRate: ["8867-4", "8889-8", "8893-0"],
  respiratoryRate: ["9279-1"],
  // Of any kind, oral, rectal, in the ear, in the armpit.
  temperature: ["8310-5", "8331-1", "8332-9", "8333-7", "8328-7"],
  // In arterial blood, and by pulse oximetry.
  saturation: ["2708-6", "59408-5"],
  // Of any kind and measured, not stated or estimated.
  weight: ["29463-7", "3141-9"],
  // Of any kind, measured, lying, standing.
  height: ["8302-2", "3137-7", "8306-3", "8308-9"],
  bodyMassIndex: ["39156-5"],
} as const;

/** LOINC codes of laboratory values. */
const byLaboratoryCode: Readonly<Record<string, Measure>> = {
  // Glucose, in blood and in serum or plasma, as mass and as moles
  "2339-0": glucose,
  "2345-7": glucose,
  "15074-8": glucose,
  "14749-6": glucose,
  // Cholesterol: total, HDL and LDL; triglycerides; creatinine
  "2093-3": cholesterol,
  "2085-9": highDensityCholesterol,
  "18262-6": lowDensityCholesterol,
  "13457-7": lowDensityCholesterol,
  "2571-8": triglycerides,
  "2160-0": creatinine,
  "38483-4": creatinine,
  "14682-9": creatinine,
  // Sodium, potassium and chloride, in serum or plasma and in blood
  "2951-2": sodium,
  "2947-0": sodium,
  "2823-3": potassium,
  "6298-4": potassium,
  "2075-0": chloride,
  "2069-3": chloride,
  // Calcium, magnesium and phosphate, as mass and as moles
  "17861-6": calcium,
  "2000-8": calcium,
  "19123-9": magnesium,
  "2601-3": magnesium,
  "2777-1": phosphate,
  "14879-1": phosphate,
  // Hemoglobin, as mass and as moles, hemoglobin A1c, hematocrit
  "718-7": hemoglobin,
  "59260-0": hemoglobin,
  "4548-4": glycatedHemoglobin,
  "4544-3": hematocrit,
};

export const loinc = "http://loinc.org";

/** The panels of blood pressure, whose components have the numbers. */
const panels = ["85354-9", "55284-4"];

/** Whether a code is of a panel of measured parts. */
export const isPanel = (coding: { system: string; code: string } | null | undefined): boolean =>
  coding?.system === loinc && panels.includes(coding.code);

/** LOINC codes that are vital signs, whatever category somebody gave them. */
export const vitalSigns: readonly string[] = [...Object.keys(byVitalSign), ...panels];

/** A code that is not here may have any unit, and gets no canonical value. */
const measures: ReadonlyMap<string, Measure> = new Map(
  Object.entries({ ...byVitalSign, ...byLaboratoryCode }),
);

/** All codes that have a measure, for tests and documents. */
export const measuredCodes: readonly string[] = [...measures.keys()];

/** The units of all measures. */
export const measuredUnits: ReadonlySet<string> = new Set(
  [...measures.values()].flatMap(({ units }) => Object.keys(units)),
);

/** How what a code names is measured. Null if this table does not say. */
export function measureOf(coding: { system: string; code: string } | null | undefined): Measure | null {
  if (coding?.system !== loinc) return null;
  return measures.get(coding.code) ?? null;
}

/** Comments in a unit, such as `{beats}/min`, do not change what it means. */
export const withoutComments = (unit: string): string => unit.replaceAll(/\{[^{}]*\}/g, "");

/** How a unit of the table becomes the canonical one of a measure. `conversionIn` also knows other spellings. */
export function conversionOf({ units }: Measure, unit: string): Conversion | undefined {
  const plain = withoutComments(unit);
  return Object.hasOwn(units, unit) ? units[unit] : Object.hasOwn(units, plain) ? units[plain] : undefined;
}
