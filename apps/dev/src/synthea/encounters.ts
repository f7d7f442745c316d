import type { Random } from "@caretype/testing/random";
import { exportedAt, type SyntheaPatient } from "./patients.ts";
import type { SyntheaProvider } from "./providers.ts";
import { digits, syntheaId } from "./written-values.ts";

export type SyntheaEncounter = ReturnType<typeof makeEncounter>;

type Visit = {
  class: "wellness" | "ambulatory" | "outpatient" | "emergency";
  description: string;
  reasons: readonly string[];
};

const visits: readonly Visit[] = [
  { class: "wellness", description: "General examination of patient (procedure)", reasons: [""] },
  {
    class: "ambulatory",
    description: "Encounter for symptom",
    reasons: ["Viral sinusitis (disorder)", "Acute bronchitis (disorder)", "Asthma, mild intermittent", ""],
  },
  {
    class: "outpatient",
    description: "Follow-up  encounter",
    reasons: ["Hyperlipidemia", "Prediabetes", ""],
  },
  { class: "emergency", description: 'Admission to "ward 3"', reasons: ["", "Fracture of the forearm"] },
];

type Places = { providers: readonly SyntheaProvider[]; payers: readonly string[] };

/** Grouped by patient, oldest first. Many precede 1970, and most give no reason. */
export function makeEncounters(
  random: Random,
  patients: readonly SyntheaPatient[],
  providers: readonly SyntheaProvider[],
): SyntheaEncounter[] {
  const payers = Array.from({ length: 5 }, () => syntheaId(random));
  return patients.flatMap((patient) => {
    const seen = { providers: Array.from({ length: 4 }, () => random.pick(providers)), payers };
    return encountersOf(random, patient, seen);
  });
}

function encountersOf(random: Random, patient: SyntheaPatient, places: Places): SyntheaEncounter[] {
  const born = Date.parse(patient.BIRTHDATE);
  const until = patient.DEATHDATE ? Date.parse(patient.DEATHDATE) : exportedAt;
  const starts = Array.from({ length: 2 + random.below(30) }, () =>
    // Whole seconds.
    Math.floor((born + random.next() * (until - born)) / 1_000),
  ).sort((one, other) => one - other);
  return starts.map((start, index) => {
    // Sometimes two begin at the same time.
    const at = index > 0 && random.chance(0.05) ? (starts[index - 1] ?? start) : start;
    return makeEncounter(random, { patient, at: at * 1_000, places });
  });
}

type Occasion = { patient: SyntheaPatient; at: number; places: Places };

function makeEncounter(random: Random, { patient, at, places }: Occasion) {
  const provider = random.pickEarly(places.providers);
  const visit = random.pickEarly(visits);
  const reason = random.pick(visit.reasons);
  const cost = random.chance(0.7) ? "129.16" : "77.49";
  return {
    Id: syntheaId(random),
    START: instantOf(at),
    STOP: instantOf(at + 15 * 60_000),
    PATIENT: patient.Id,
    ORGANIZATION: provider.ORGANIZATION,
    PROVIDER: provider.Id,
    PAYER: random.pick(places.payers),
    ENCOUNTERCLASS: visit.class,
    CODE: digits(random, 9),
    DESCRIPTION: visit.description,
    BASE_ENCOUNTER_COST: cost,
    TOTAL_CLAIM_COST: cost,
    PAYER_COVERAGE: "0.00",
    REASONCODE: reason ? digits(random, 8) : "",
    REASONDESCRIPTION: reason,
  };
}

const instantOf = (milliseconds: number) => new Date(milliseconds).toISOString().replace(".000Z", "Z");
