import { type Gender, makeName } from "@caretype/testing/names";
import type { Random } from "@caretype/testing/random";
import { digits, latitude, longitude, numbered, syntheaId, towns } from "./written-values.ts";

export type SyntheaOrganization = ReturnType<typeof makeOrganization>;
export type SyntheaProvider = ReturnType<typeof makeProvider>;

const kinds = [
  "MEMORIAL HOSPITAL",
  "MEDICAL CENTER INC - 1",
  "FAMILY PRACTICE, LLC",
  "WOMEN'S HEALTH",
  '"WALK-IN" CLINIC',
  "PHYSICAL THERAPY & REHAB",
];

/** The last two organizations are duplicates: one with a new identifier, and one identical row. */
export function makeOrganizations(random: Random, count: number): SyntheaOrganization[] {
  const all = Array.from({ length: count }, (_, index) => makeOrganization(random, index));
  const again = all.slice(-2).map((row, index) => (index === 0 ? { ...row, Id: syntheaId(random) } : row));
  return [...all, ...again];
}

function makeOrganization(random: Random, index: number) {
  const { city, zip } = random.pick(towns);
  const { lastName } = makeName(random, "other");
  return {
    Id: syntheaId(random),
    NAME: `${city} ${random.pick(kinds)}`.toUpperCase(),
    ADDRESS:
      `${1 + random.below(400)} ${lastName} ${random.pick(["ST", "AVE", "STREET", "STATE HWY"])}`.toUpperCase(),
    CITY: city.toUpperCase(),
    STATE: "MA",
    ZIP: random.chance(0.7) ? `${zip}-${digits(random, 4)}` : zip,
    LAT: latitude(random),
    LON: longitude(random),
    PHONE: phones[index % phones.length]?.(random) ?? "",
    REVENUE: "0.0",
    UTILIZATION: String(random.below(50)),
  };
}

const lineNumber = (random: Random) => `01${digits(random, 2)}`;
/** All of Synthea's formats. */
const phones = [
  (random: Random) => `617555${lineNumber(random)}`,
  (random: Random) => `413-555-${lineNumber(random)}`,
  (random: Random) => `508-555-${lineNumber(random)} Or 508-555-${lineNumber(random)}`,
  () => "",
];

const specialities = [
  "GENERAL PRACTICE",
  "INTERNAL MEDICINE",
  "NURSE PRACTITIONER",
  "PHYSICAL THERAPY",
  "PSYCHIATRY",
  "OPTOMETRY",
  "DIAGNOSTIC RADIOLOGY",
  "OBSTETRICS/GYNECOLOGY",
  "CLINICAL SOCIAL WORKER",
];

type Person = { name: string; gender: Gender };

/** One general practitioner per organization, and as many others, half of them in the first organization. */
export function makeProviders(
  random: Random,
  organizations: readonly SyntheaOrganization[],
): SyntheaProvider[] {
  const [largest] = organizations;
  if (!largest) return [];
  const people: Person[] = [];
  const provider = (organization: SyntheaOrganization, speciality: string) => {
    // Some providers share a name, with different specialities.
    const person = people.length > 0 && random.chance(0.2) ? random.pick(people) : makePerson(random);
    people.push(person);
    return makeProvider(random, { organization, speciality, person });
  };
  const distinct = [...new Map(organizations.map((row) => [row.Id, row])).values()];
  return [
    ...distinct.map((organization) => provider(organization, "GENERAL PRACTICE")),
    ...distinct.map((organization, index) =>
      provider(index % 2 === 0 ? largest : organization, random.pick(specialities)),
    ),
  ];
}

function makePerson(random: Random): Person {
  const gender = random.chance(0.5) ? "male" : "female";
  const { firstName, lastName } = makeName(random, gender);
  return { name: `${numbered(firstName)} ${numbered(lastName)}`, gender };
}

type Post = { organization: SyntheaOrganization; speciality: string; person: Person };

const makeProvider = (random: Random, { organization, speciality, person }: Post) => ({
  Id: syntheaId(random),
  ORGANIZATION: organization.Id,
  NAME: person.name,
  GENDER: person.gender === "male" ? "M" : "F",
  SPECIALITY: speciality,
  ADDRESS: organization.ADDRESS,
  CITY: organization.CITY,
  STATE: organization.STATE,
  ZIP: organization.ZIP,
  LAT: organization.LAT,
  LON: organization.LON,
  UTILIZATION: String(random.below(50)),
});
