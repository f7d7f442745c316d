import type { NewPatient } from "@caretype/core/people/patient/queries";
import type { Country } from "./country.ts";
import { sampleDoctors } from "./doctors.ts";
import { easternCountries } from "./eastern-countries.ts";
import { medicalHistoryAt } from "./health.ts";
import { createRandom, type Random } from "./random.ts";
import { westernCountries } from "./western-countries.ts";

type Visit = { doctorKey: string; reasonForVisit: string };

export type SamplePatient = {
  input: NewPatient;
  age: number;
  visits: Visit[];
  /** Later corrections. */
  correction: { phoneNumber: string } | { address: string } | null;
};

type Person = { input: NewPatient; age: number; country: Country; lastName: string };

const seed = 20_261_122;
const dayMilliseconds = 86_400_000;
export const adultAge = 18;
/** Indexes of the people who are entered twice, as possible duplicates. */
const twice = [23, 61, 104, 150];

/** The index of the deceased patient, an old person. */
const deceased = 77;

const countries = [...westernCountries, ...easternCountries];
const spare = countries.reduce((sum, { patients }) => sum + patients, 0);
/** Number of patients in the sample. */
export const sampleSize = spare + twice.length;

/** Invents the patients of a practice. Deterministic, except that they age. */
export function makeSamplePatients(now: Date): SamplePatient[] {
  const random = createRandom(seed);
  const homes = shuffled(
    countries.flatMap((country) => Array.from({ length: country.patients }, () => country)),
    random,
  );
  const people: Person[] = [];
  for (const [index, country] of homes.entries())
    people.push(makePerson(random, { country, index, people, now }));
  const copies = twice.flatMap((index) => people.slice(index, index + 1)).map(withTypingError);
  const inputs = [...people.map(({ input }) => input), ...copies];
  return inputs.map((input, index) => ({
    input,
    age: people[index]?.age ?? adultAge,
    visits: makeVisits(random, people[index]?.age ?? adultAge),
    correction: correctionOf(input, index),
  }));
}

function shuffled<Item>(items: Item[], random: Random): Item[] {
  const keyed = items.map((item) => ({ item, key: random.next() }));
  return keyed.toSorted((one, other) => one.key - other.key).map(({ item }) => item);
}

type Circumstances = { country: Country; index: number; people: readonly Person[]; now: Date };

function makePerson(random: Random, { country, index, people, now }: Circumstances): Person {
  const age = makeAge(random);
  const gender = random.chance(0.01) ? "other" : random.chance(0.53) ? "female" : "male";
  const firstName = random.pick(gender === "male" ? country.men : country.women);
  const parent = age < adultAge ? findParent(people, { country, age }) : undefined;
  const lastName = parent?.lastName ?? random.pick(country.lastNames);
  const shownLastName = gender === "female" ? (country.feminine?.(lastName) ?? lastName) : lastName;
  const house = 1 + random.below(120);
  const input: NewPatient = {
    firstName,
    lastName: shownLastName,
    gender,
    ...birthOf(random, { age, now }),
    address:
      parent?.input.address ??
      country.address(random.pick(country.streets), house, random.pick(country.towns)),
    phoneNumber: random.chance(0.06) ? null : (parent?.input.phoneNumber ?? country.phone(100 + index)),
    email: age >= adultAge && random.chance(age < 75 ? 0.7 : 0.2) ? emailOf(firstName, shownLastName) : null,
    preferredLanguage: random.chance(0.9) ? country.language : null,
    medicalHistory: medicalHistoryAt(age, random),
  };
  if (index === deceased) input.deceasedOn = dayOf(new Date(now.getTime() - 200 * dayMilliseconds));
  return { input, age, country, lastName };
}

/** Cumulative shares of a practice's patients by age. */
const ages = [
  { share: 0.17, from: 0, to: 17 },
  { share: 0.42, from: 18, to: 39 },
  { share: 0.75, from: 40, to: 64 },
  { share: 0.95, from: 65, to: 84 },
  { share: 1, from: 85, to: 97 },
];

function makeAge(random: Random): number {
  const at = random.next();
  const { from, to } = ages.find(({ share }) => at < share) ?? { from: 40, to: 64 };
  return from + random.below(to - from + 1);
}

/** For a few old people, only the age is known. */
function birthOf(random: Random, { age, now }: { age: number; now: Date }) {
  if (age > 80 && random.chance(0.2)) return { age };
  const born = new Date(now);
  born.setUTCFullYear(born.getUTCFullYear() - age);
  return { dateOfBirth: dayOf(new Date(born.getTime() - (1 + random.below(363)) * dayMilliseconds)) };
}

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);

const findParent = (people: readonly Person[], { country, age }: { country: Country; age: number }) =>
  people.findLast((person) => person.country === country && person.age - age >= 21 && person.age - age <= 42);

/** An address that reaches no mailbox. Null for names in another script. */
function emailOf(firstName: string, lastName: string): string | null {
  const local = `${firstName}.${lastName}`
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll(/[đĐ]/g, "dj")
    .replaceAll(/[łŁ]/g, "l")
    .replaceAll(/[' ]/g, "")
    .toLowerCase();
  return /^[a-z.-]+$/.test(local) ? `${local}@example.org` : null;
}

/** The same person entered again by someone who did not find them. */
function withTypingError({ input }: Person, index: number): NewPatient {
  const { lastName = "", firstName = "" } = input;
  const name = index % 2 === 0 ? { firstName, lastName } : { firstName, lastName: doubled(lastName) };
  return { ...input, ...name, address: null, email: null, medicalHistory: null };
}

/** With one letter typed twice. */
const doubled = (name: string) => `${name.slice(0, 3)}${name.slice(2)}`;

function makeVisits(random: Random, age: number): Visit[] {
  if (random.chance(0.12)) return [];
  const doctors = doctorsFor(age);
  // The first doctors are general practitioners or pediatricians.
  const own = random.pick(doctors.slice(0, 3));
  const second = random.chance(0.18) ? random.pick(doctors) : own;
  return [...new Set([own, second])].map(({ key, reasons }) => ({
    doctorKey: key,
    reasonForVisit: random.pick(reasons),
  }));
}

const doctorsFor = (age: number) =>
  sampleDoctors.filter(({ doctor }) => (doctor.specialization === "PED") === age < adultAge);

/** Every fifteenth patient changed the phone number. A few moved. */
function correctionOf({ phoneNumber, address }: NewPatient, index: number): SamplePatient["correction"] {
  if (index % 15 === 4 && phoneNumber)
    return { phoneNumber: phoneNumber.replace(/\d$/, (digit) => String(9 - Number(digit))) };
  if (index % 40 === 9 && address)
    return { address: address.replace(/\d+/, (house) => String(Number(house) + 12)) };
  return null;
}
