import type {
  Appointment,
  Assignment,
  Client,
  Doctor,
  Patient,
  Room,
  RouterInputs,
  VisitType,
} from "@caretype/client";
import { type ClinicalFactories, createClinicalFactories } from "./clinical-factories.ts";
import { makeName } from "./names.ts";
import { Random } from "./random.ts";

/**
 * Creates records through the API, so that its rules hold. Missing fields get plausible values, which depend on the
 * seed only.
 */
export type Factories = ClinicalFactories & {
  patient(fields?: Partial<RouterInputs["patient"]["create"]>): Promise<Patient>;
  doctor(fields?: Partial<RouterInputs["doctor"]["create"]>): Promise<Doctor>;
  /** Creates the patient and the doctor, too, unless you pass them. */
  assignment(fields?: Partial<RouterInputs["assignment"]["create"]>): Promise<Assignment>;
  visitType(fields?: Partial<RouterInputs["visitType"]["create"]>): Promise<VisitType>;
  room(fields?: Partial<RouterInputs["room"]["create"]>): Promise<Room>;
  /** Creates a doctor who is open all week. */
  openDoctor(fields?: Partial<RouterInputs["doctor"]["create"]>): Promise<Doctor>;
  /**
   * Books the doctor's first free slot from tomorrow on, unless you pass `startsAt`. Creates the patient, the doctor
   * and the visit type, too, unless you pass them. Your own doctor needs opening hours.
   */
  appointment(fields?: Partial<RouterInputs["appointment"]["book"]>): Promise<Appointment>;
};

const dayMilliseconds = 86_400_000;
const searchedDays = 30;
const specializations = ["CARD", "DERM", "PED", "ORTH"];
const reasons = ["Palpitations", "Check-up", "Back pain", "Vaccination", "Rash"];

/**
 * @param seed The same seed gives the same values.
 * @param now The server's time, in milliseconds since 1970.
 */
export function createFactories(client: Client, seed: number, now: () => number): Factories {
  const random = new Random(seed, "factories");
  let numbered = 0;
  const fullName = (gender: "female" | "male") => {
    const { firstName, lastName } = makeName(random, gender);
    return `${firstName} ${lastName}`;
  };
  const unique = (name: string) => {
    numbered += 1;
    return `${name} ${numbered}`;
  };

  const patient: Factories["patient"] = (fields) => {
    const gender = random.chance(0.5) ? "female" : "male";
    const born = new Date(Date.UTC(1940 + random.below(80), random.below(12), 1 + random.below(28)));
    const name = fullName(gender);
    return client.patient.create.mutate({
      // A generated name could contradict given parts. The API rejects an age that does not fit the date of birth.
      ...(fields?.firstName === undefined && fields?.lastName === undefined && { name }),
      ...(fields?.age === undefined && { dateOfBirth: born.toISOString().slice(0, 10) }),
      gender,
      ...fields,
    });
  };
  const doctor: Factories["doctor"] = (fields) => {
    const [name, specialization] = [fullName("female"), random.pick(specializations)];
    const isNamed = fields?.firstName !== undefined || fields?.lastName !== undefined;
    return client.doctor.create.mutate({ ...(!isNamed && { name }), specialization, ...fields });
  };
  const openDoctor: Factories["openDoctor"] = async (fields) => {
    const created = await doctor(fields);
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }));
    await client.openingHours.set.mutate({ doctorId: created.id, expectedVersion: "any", weekly });
    return created;
  };
  const visitType: Factories["visitType"] = (fields) =>
    client.visitType.create.mutate({ name: unique("Consultation"), minutes: 20, ...fields });
  let linking: Promise<void> = Promise.resolve();
  const linkOwner = () => {
    // In sequence, so that concurrent notes link the owner once.
    linking = linking.catch(() => undefined).then(() => linkToDoctor(client, doctor));
    return linking;
  };

  return fromTheTest({
    ...createClinicalFactories({ client, random, now, patient, linkOwner }),
    patient,
    doctor,
    openDoctor,
    visitType,
    room: (fields) => client.room.create.mutate({ name: unique("Room"), ...fields }),
    async assignment(fields) {
      const patientId = fields?.patientId ?? (await patient()).id;
      const doctorId = fields?.doctorId ?? (await doctor()).id;
      const reasonForVisit = random.pick(reasons);
      return client.assignment.create.mutate({ reasonForVisit, ...fields, patientId, doctorId });
    },
    async appointment(fields) {
      const patientId = fields?.patientId ?? (await patient()).id;
      const doctorId = fields?.doctorId ?? (await openDoctor()).id;
      const visitTypeId = fields?.visitTypeId ?? (await visitType()).id;
      const startsAt = fields?.startsAt ?? (await firstSlot(client, { doctorId, visitTypeId }, now()));
      return client.appointment.book.mutate({ ...fields, patientId, doctorId, visitTypeId, startsAt });
    },
  });
}

/** A factory's errors have the caller's stack. */
const fromTheTest = (factories: Factories): Factories =>
  new Proxy(factories, {
    get(target, name) {
      const make: unknown = Reflect.get(target, name);
      if (typeof make !== "function") return make;
      return async (...fields: unknown[]) => {
        try {
          return await make(...fields);
        } catch (error) {
          if (error instanceof Error) error.stack = withoutOwnFrames(error.stack ?? "");
          throw error;
        }
      };
    },
  });

/** In the published kit, the folder of the bundles. */
const ownFolder = `${import.meta.dirname}/`;

const withoutOwnFrames = (stack: string) =>
  stack
    .split("\n")
    .filter(
      (line) => !/^\s+at /.test(line) || ![ownFolder, "node:internal/"].some((own) => line.includes(own)),
    )
    .join("\n");

/** Links the account to a new doctor, unless it is linked to one. */
async function linkToDoctor(client: Client, doctor: Factories["doctor"]): Promise<void> {
  const { accountId, doctorId } = await client.member.me.query();
  if (doctorId === null) await client.member.linkDoctor.mutate({ accountId, doctorId: (await doctor()).id });
}

async function firstSlot(
  client: Client,
  of: Pick<RouterInputs["appointment"]["book"], "doctorId" | "visitTypeId">,
  now: number,
): Promise<string> {
  const dayIn = (days: number) => new Date(now + days * dayMilliseconds).toISOString().slice(0, 10);
  const range = { from: dayIn(1), to: dayIn(searchedDays) };
  const { items } = await client.appointment.slots.query({ ...of, ...range });
  const [slot] = items;
  if (!slot)
    throw new Error(
      `The doctor has no free slot in the next ${searchedDays} days. Set opening hours, or use openDoctor().`,
    );
  return slot.startsAt;
}
