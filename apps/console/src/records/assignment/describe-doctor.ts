import type { Doctor, RouterOutputs } from "@caretype/client";
import { specializationName } from "../doctor/specialization-name.ts";
import { texts as assignmentTexts } from "./texts.en.ts";

type Load = RouterOutputs["doctor"]["workload"]["items"][number];

/** One line that distinguishes doctors of the same name. */
export function describeDoctor(
  doctor: Doctor,
  { load, group }: { load: Load | undefined; group: (phoneNumber: string) => string },
): string {
  const { specializationLabel, maxAppointmentsPerDay, licenseNumber, phoneNumber, email } = doctor;
  const patients = load && assignmentTexts.facts.patientsHere(load.patients);
  const cap = assignmentTexts.facts.appointments(maxAppointmentsPerDay);
  const own =
    licenseNumber === null
      ? ((phoneNumber && group(phoneNumber)) ?? email)
      : assignmentTexts.facts.licence(licenseNumber);
  return [specializationName(specializationLabel), patients, cap, own].filter(Boolean).join(" · ");
}
