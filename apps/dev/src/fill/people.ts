import { asLatin, type Gender, makeName } from "@caretype/testing/names";
import { Random } from "@caretype/testing/random";
import type { Plan } from "./plan.ts";
import type { TableFill } from "./table-fill.ts";

const day = 24 * 60 * 60 * 1000;

const streets = [
  "Main Street",
  "Bahnhofstrasse",
  "Rue de la Gare",
  "Via Roma",
  "Calle Mayor",
  "High Street",
] as const;
const towns = [
  "Zürich",
  "Genève",
  "Lugano",
  "Bristol",
  "Kraków",
  "Aarhus",
  "Porto",
  "Łódź",
  "Springfield",
] as const;
const histories = [
  "Type 2 diabetes, diet and metformin; HbA1c every three months.",
  "Seasonal allergic rhinitis. Asthma in childhood, none since.",
  "Hypertension, well controlled on an ACE inhibitor; yearly review of the kidneys.",
  "Appendectomy. No known allergies to drugs.",
  "Penicillin allergy (rash). Migraine with aura, two attacks a month, triptans help.",
] as const;
const specializations = [
  "GEN",
  "CARD",
  "DERM",
  "NEUR",
  "ORTH",
  "PED",
  "Psychiatry",
  "Oncology",
  "Urology",
] as const;

const instant = (milliseconds: number) => new Date(milliseconds).toISOString();
const calendarDate = (milliseconds: number) => instant(milliseconds).slice(0, 10);

function makeGender(random: Random): Gender {
  const at = random.next();
  if (at < 0.01) return "other";
  return at < 0.51 ? "female" : "male";
}

function makePhone(random: Random): string {
  const digits = String(10_000_000 + random.below(90_000_000));
  return `+41 7${random.below(10)} ${digits.slice(0, 3)} ${digits.slice(3, 5)} ${digits.slice(5)}`;
}

function makePerson(random: Random, gender: Gender) {
  const { firstName, lastName } = makeName(random, gender);
  const mailbox = [asLatin(firstName), asLatin(lastName)].filter(Boolean).join(".") || "mail";
  return { name: `${firstName} ${lastName}`, firstName, lastName, mailbox };
}

/** A third of the records changed once, up to a year after their creation. */
function makeStamps(random: Random, at: number) {
  const isChanged = random.chance(0.3);
  const changedAt = at + (isChanged ? random.below(365) * day + random.below(day) : 0);
  return { created_at: instant(at), updated_at: instant(changedAt), version: isChanged ? 2 : 1 };
}

export function patientFill({ size, patients }: Plan): TableFill {
  function* rows() {
    const random = new Random(size.seed, "patient");
    for (const { id, at, practice } of patients()) {
      const gender = makeGender(random);
      const { name, firstName, lastName, mailbox } = makePerson(random, gender);
      const isApproximate = random.chance(0.05);
      const year = 1930 + random.below(89);
      const born = isApproximate ? `${year}-01-01` : calendarDate(Date.UTC(year, 0, 1 + random.below(365)));
      yield {
        practice_id: practice.id,
        id,
        name,
        first_name: firstName,
        last_name: lastName,
        phone_number: random.chance(0.8) ? makePhone(random) : null,
        email: random.chance(0.6) ? `${mailbox}${random.below(1000)}@example.org` : null,
        date_of_birth: random.chance(0.97) ? born : null,
        date_of_birth_approximate: isApproximate,
        gender,
        address: random.chance(0.7)
          ? `${random.pick(streets)} ${1 + random.below(120)}, ${random.pick(towns)}`
          : null,
        medical_history: random.chance(0.3) ? random.pick(histories) : null,
        created_by: practice.accountId,
        ...makeStamps(random, at),
      };
    }
  }
  return { table: "patient", rows };
}

export function doctorFill({ size, doctors, practices }: Plan): TableFill {
  function* rows() {
    const random = new Random(size.seed, "doctor");
    for (const [index, { id, at }] of doctors.entries()) {
      const gender = makeGender(random);
      const { name, firstName, lastName, mailbox } = makePerson(random, gender);
      const creator = practices[random.below(practices.length)]?.accountId ?? null;
      yield {
        id,
        name,
        first_name: firstName,
        last_name: lastName,
        phone_number: makePhone(random),
        email: `${mailbox}.${index + 1}@clinic.example.org`,
        specialization: random.pickEarly(specializations),
        license_number: `LIC-${String(index + 1).padStart(7, "0")}`,
        years_of_experience: random.below(45),
        gender,
        created_by: creator,
        ...makeStamps(random, at),
      };
    }
  }
  return { table: "doctor", rows };
}
