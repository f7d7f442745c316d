import { z } from "zod";
import {
  ActorId,
  ExpectedVersion,
  Gender,
  Id,
  Instant,
  optionalEmail,
  optionalLine,
  optionalText,
  PageInput,
  pageOf,
  removedOf,
  requiredLine,
  SearchText,
  Sort,
} from "../fields.ts";
import { personNameFields } from "../person-name.ts";

export const Doctor = z
  .object({
    id: Id,
    name: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    /** A code or free text, as given. */
    specialization: z.string().nullable(),
    /** The code's meaning, or the free text itself. */
    specializationLabel: z.string().nullable(),
    licenseNumber: z.string().nullable(),
    yearsOfExperience: z.int().nullable(),
    contactInfo: z.string().nullable(),
    phoneNumber: z.string().nullable(),
    email: z.string().nullable(),
    gender: Gender.nullable(),
    maxAppointmentsPerDay: z.int(),
    createdBy: ActorId,
    createdAt: Instant,
    updatedAt: Instant,
    version: z.int(),
  })
  .meta({ id: "Doctor" });
export type Doctor = z.output<typeof Doctor>;

export const DoctorPage = pageOf(Doctor);
export type DoctorPage = z.output<typeof DoctorPage>;

const details = {
  ...personNameFields,
  specialization: optionalLine(200).optional(),
  licenseNumber: optionalLine(100).optional(),
  yearsOfExperience: z.int().min(0).max(100).nullable().optional(),
  contactInfo: optionalText(2000).optional(),
  phoneNumber: optionalLine(40).optional(),
  email: optionalEmail().optional(),
  gender: Gender.nullable().optional(),
  maxAppointmentsPerDay: z.int().min(0).max(1000).optional(),
};

/** `name`, or `firstName` and `lastName`. Licence number and e-mail are unique where given. */
export const CreateDoctor = z.strictObject(details);
export type CreateDoctor = z.output<typeof CreateDoctor>;

export const UpdateDoctor = z.strictObject({ id: Id, expectedVersion: ExpectedVersion, ...details });
export type UpdateDoctor = z.output<typeof UpdateDoctor>;

export const DoctorById = z.strictObject({ id: Id });
export const RemoveDoctor = z.strictObject({ id: Id, expectedVersion: ExpectedVersion });

export const ListDoctors = z
  .strictObject({
    ...PageInput.shape,
    q: SearchText,
    sort: Sort.default("newest"),
    gender: Gender.optional(),
    /** A code or free text, in any case. */
    specialization: requiredLine(200).optional(),
  })
  .prefault({});
export type ListDoctors = z.output<typeof ListDoctors>;

export const RestoreDoctor = z.strictObject({ id: Id });

export const ListRemovedDoctors = PageInput.prefault({});
export type ListRemovedDoctors = z.output<typeof ListRemovedDoctors>;

export const RemovedDoctorPage = pageOf(removedOf(Doctor));
export type RemovedDoctorPage = z.output<typeof RemovedDoctorPage>;
