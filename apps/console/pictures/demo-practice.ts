import type { DoctorId, PatientId } from "@caretype/client";
import { type Client, createClient } from "@caretype/client";

const women = ["Amara", "Beatrice", "Chloe", "Dagny", "Elif", "Freya", "Greta", "Hana", "Ines", "Johanna"];
const men = ["Anton", "Boris", "Callum", "David", "Emil", "Farid", "Goran", "Henrik", "Ivo", "Jonas"];
const lastNames = [
  "Abara",
  "Berg",
  "Costa",
  "Duarte",
  "Eriksen",
  "Fischer",
  "Garcia",
  "Hoffmann",
  "Ivanova",
  "Jensen",
  "Keller",
  "Lindqvist",
  "Moreau",
  "Novak",
  "Okafor",
  "Petrov",
  "Quist",
  "Rossi",
  "Santos",
  "Tanaka",
];
const doctors = [
  { name: "Miriam Adler", specialization: "CARD", gender: "female", maxAppointmentsPerDay: 16 },
  { name: "Samuel Okafor", specialization: "GEN", gender: "male", maxAppointmentsPerDay: 24 },
  { name: "Lena Vogel", specialization: "PED", gender: "female", maxAppointmentsPerDay: 20 },
  { name: "Rui Tavares", specialization: "NEUR", gender: "male", maxAppointmentsPerDay: 12 },
  { name: "Ingrid Solberg", specialization: "DERM", gender: "female", maxAppointmentsPerDay: 18 },
] as const;
const reasons = ["Palpitations", "Yearly check", "Back pain", "Headaches", "A rash", "Follow-up"];

const pick = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError("The list is empty");
  return item;
};

export type Demo = { email: string; password: string; patientId: PatientId };

const newCredentials = (name: string) => ({
  email: `${name}.${Date.now()}@example.org`,
  password: "nine lives of a lamp",
});

/** The practice's name on the welcome page. */
const samplePractices = {
  en: "Harbour Practice",
  de: "Praxis am Hafen",
  es: "Consulta del Puerto",
} as const;
type SampleLanguage = keyof typeof samplePractices;

export async function makeSamplePractice(
  url: string,
  language: SampleLanguage,
): Promise<Omit<Demo, "patientId">> {
  const client = createClient({ url });
  const credentials = newCredentials(`sam.${language}`);
  await client.auth.register({
    ...credentials,
    name: "Sam",
    practiceName: samplePractices[language],
    timeZone: "Europe/Vienna",
  });
  await client.sampleData.add.mutate({ language });
  return credentials;
}

export async function makeDemoPractice(url: string): Promise<Demo> {
  const client = createClient({ url });
  const credentials = newCredentials("ada");
  await client.auth.register({ ...credentials, name: "Ada Berger" });
  const { version } = await client.practice.mine.query();
  await client.practice.update.mutate({ name: "High Street Practice", expectedVersion: version });
  const doctorIds: DoctorId[] = [];
  for (const doctor of doctors) doctorIds.push((await client.doctor.create.mutate(doctor)).id);
  for (let index = 0; index < 64; index += 1) await addPatient(client, { index, doctorIds });
  return { ...credentials, ...(await addChangedPatient(client, doctorIds)) };
}

async function addPatient(client: Client, { index, doctorIds }: { index: number; doctorIds: DoctorId[] }) {
  const isWoman = index % 2 === 0;
  const firstName = pick(isWoman ? women : men, (index >> 1) + 3 * Math.floor(index / 20));
  const { id: patientId } = await client.patient.create.mutate({
    firstName,
    lastName: pick(lastNames, index),
    gender: isWoman ? "female" : "male",
    dateOfBirth: `${1932 + ((index * 17) % 88)}-${String(1 + (index % 12)).padStart(2, "0")}-14`,
    phoneNumber: `+43 1 555 ${String(1000 + index * 37)}`,
  });
  // Most patients have one doctor, some have several.
  const doctorId = pick(doctorIds, (index * index) % 7);
  const reasonForVisit = pick(reasons, index);
  if (index % 4 > 0) await client.assignment.create.mutate({ patientId, doctorId, reasonForVisit });
}

async function addChangedPatient(client: Client, doctorIds: readonly DoctorId[]) {
  const { id, version } = await client.patient.create.mutate({
    name: "Jane Roe",
    gender: "female",
    dateOfBirth: "1980-03-05",
    phoneNumber: "+43 1 555 0199",
    address: "1 High Street, Vienna",
    medicalHistory: "Asthma since 1990.",
  });
  const moved = await client.patient.update.mutate({
    id,
    address: "22 Garden Lane, Vienna",
    phoneNumber: "+43 1 555 0234",
    expectedVersion: version,
  });
  await client.assignment.create.mutate({
    patientId: id,
    doctorId: pick(doctorIds, 0),
    reasonForVisit: "Palpitations at night",
  });
  await client.patient.update.mutate({
    id,
    expectedVersion: moved.version,
    medicalHistory: "Asthma since 1990. Allergic to penicillin.",
  });
  return { patientId: id };
}
