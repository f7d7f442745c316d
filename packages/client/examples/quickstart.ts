import { createClient, isErrorCode } from "@caretype/client";

const caretype = createClient({ url: process.env.CARETYPE_URL ?? "http://127.0.0.1:3000" });
await caretype.auth.register({ email: `ada.${Date.now()}@example.org`, password: "nine lives of a lamp" });

const patient = await caretype.patient.create.mutate({ name: "Jane Roe", gender: "female", age: 41 });
const doctor = await caretype.doctor.create.mutate({ name: "Sam Okafor", specialization: "CARD" });

const pair = { patientId: patient.id, doctorId: doctor.id };
await caretype.assignment.create.mutate({ ...pair, reasonForVisit: "Palpitations" });
await caretype.assignment.create.mutate(pair).catch((error: unknown) => {
  if (!isErrorCode(error, "ALREADY_ASSIGNED")) throw error;
  console.log(error.message); // The doctor is already assigned to this patient
});

const { items } = await caretype.patient.list.query({ limit: 10 });
for (const { name, age } of items) console.log(`${name}, ${age}`); // Jane Roe, 41
