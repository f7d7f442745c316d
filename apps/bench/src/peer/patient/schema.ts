import { z } from "zod";

export const Patient = z.object({
  id: z.uuid(),
  name: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  dateOfBirth: z.iso.date().nullable(),
  dateOfBirthApproximate: z.boolean(),
  age: z.int().nullable(),
  gender: z.enum(["male", "female", "other"]),
  phoneNumber: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  medicalHistory: z.string().nullable(),
  createdBy: z.uuid(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.int(),
});

export const CreatePatient = z.strictObject({
  firstName: z.string().trim().min(1).max(100),
  lastName: z.string().trim().min(1).max(100),
  gender: z.enum(["male", "female", "other"]),
  dateOfBirth: z.iso.date().nullable().default(null),
  phoneNumber: z.string().trim().max(40).nullable().default(null),
  email: z.email().max(254).nullable().default(null),
  address: z.string().trim().max(500).nullable().default(null),
  medicalHistory: z.string().trim().max(20_000).nullable().default(null),
});

export const PatientId = z.object({ id: z.uuid() });
export const Page = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });

export const Claims = z.object({ sub: z.uuid(), practiceId: z.uuid() });

/** Adds the fields that the database does not store. */
export const withAge = <Row extends { dateOfBirth: string | null }>(row: Row) => ({
  ...row,
  age: ageOf(row.dateOfBirth),
});

function ageOf(dateOfBirth: string | null): number | null {
  if (dateOfBirth === null) return null;
  const today = new Date().toISOString().slice(0, 10);
  const years = Number(today.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return today.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}
