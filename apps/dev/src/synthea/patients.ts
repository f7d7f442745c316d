import { type Gender, makeName } from "@caretype/testing/names";
import type { Random } from "@caretype/testing/random";
import { digits, latitude, longitude, numbered, syntheaId, towns } from "./written-values.ts";

/** The time of the export. All births and encounters are earlier. */
export const exportedAt = Date.UTC(2024, 5, 30);
const dayMilliseconds = 86_400_000;
const yearMilliseconds = 365.25 * dayMilliseconds;
const adultAge = 18;

export type SyntheaPatient = ReturnType<typeof makePatient>;

/** Every ten patients include two born on a leap day, and three with the same date of birth and town. */
export function makePatients(random: Random, count: number): SyntheaPatient[] {
  let [born, town] = [makeBirth(random), random.pick(towns)];
  return Array.from({ length: count }, (_, index) => {
    const place = index % 10;
    if (place < 4 || place > 5) [born, town] = [makeBirth(random), random.pick(towns)];
    const leapDay = [Date.UTC(1920, 1, 29), Date.UTC(2004, 1, 29)][place];
    return makePatient(random, { born: leapDay ?? born, town, isDead: place === 3 || place === 4 });
  });
}

const makeBirth = (random: Random) => {
  const from = Date.UTC(1925, 0, 1);
  return from + random.below((exportedAt - from) / dayMilliseconds) * dayMilliseconds;
};

type Circumstances = { born: number; town: (typeof towns)[number]; isDead: boolean };

function makePatient(random: Random, { born, town, isDead }: Circumstances) {
  const gender: Gender = random.chance(0.5) ? "male" : "female";
  const { firstName, lastName } = makeName(random, gender);
  const isAdult = exportedAt - born > adultAge * yearMilliseconds;
  const isMarried = isAdult && random.chance(0.6);
  const hasMaidenName = isMarried && gender === "female" && random.chance(0.7);
  const women = isMarried ? "Mrs." : "Ms.";
  return {
    Id: syntheaId(random),
    BIRTHDATE: dayOf(born),
    DEATHDATE: isDead ? dayOf(born + random.next() * (exportedAt - born)) : "",
    SSN: `999-${digits(random, 2)}-${digits(random, 4)}`,
    DRIVERS: isAdult ? `S999${digits(random, 5)}` : "",
    PASSPORT: isAdult && random.chance(0.8) ? `X${digits(random, 8)}X` : "",
    PREFIX: isAdult ? { male: "Mr.", female: women, other: "" }[gender] : "",
    FIRST: numbered(firstName),
    LAST: numbered(lastName),
    SUFFIX: isAdult && random.chance(0.1) ? random.pick(["PhD", "MD", "JD"]) : "",
    MAIDEN: hasMaidenName ? numbered(makeName(random, gender).lastName) : "",
    MARITAL: isAdult ? (isMarried ? "M" : "S") : "",
    RACE: random.pickEarly(["white", "black", "asian", "native", "hawaiian", "other"]),
    ETHNICITY: random.chance(0.9) ? "nonhispanic" : "hispanic",
    GENDER: gender === "male" ? "M" : "F",
    // Older releases replace commas with spaces.
    BIRTHPLACE: `${random.pick(towns).city}  Massachusetts  US`,
    ADDRESS: makeAddress(random),
    CITY: town.city,
    STATE: "Massachusetts",
    COUNTY: town.county,
    ZIP: random.chance(0.6) ? town.zip : "",
    LAT: latitude(random),
    LON: longitude(random),
    HEALTHCARE_EXPENSES: String(random.next() * 1_000_000),
    HEALTHCARE_COVERAGE: String(random.next() * 20_000),
  };
}

export const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** Some house numbers look like years. Newer releases write commas. */
function makeAddress(random: Random): string {
  const { lastName } = makeName(random, "other");
  const kind = random.pick(["Lane", "Passage", "Throughway", "Ramp", "Underpass", "Vale"]);
  const unit = random.pick(["", "", " Apt 30", " Unit 46", ", Suite 8"]);
  return `${100 + random.below(2_000)} ${lastName} ${kind}${unit}`;
}
