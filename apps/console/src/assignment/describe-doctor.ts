import type { Doctor, RouterOutputs } from "@caretype/client";

type Load = RouterOutputs["doctor"]["workload"]["items"][number];

/** One line that distinguishes doctors of the same name. */
export function describeDoctor(
  doctor: Doctor,
  { load, group }: { load: Load | undefined; group: (phoneNumber: string) => string },
): string {
  const { specializationLabel, maxAppointmentsPerDay, licenseNumber, phoneNumber, email } = doctor;
  const patients = load && (load.patients === 1 ? "1 patient here" : `${load.patients} patients here`);
  const cap = `up to ${maxAppointmentsPerDay} appointments a day`;
  const own =
    licenseNumber === null ? ((phoneNumber && group(phoneNumber)) ?? email) : `licence ${licenseNumber}`;
  return [specializationLabel, patients, cap, own].filter(Boolean).join(" · ");
}
