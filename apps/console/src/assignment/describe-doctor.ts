import type { Doctor, RouterOutputs } from "@caretype/client";

type Load = RouterOutputs["doctor"]["workload"]["items"][number];

/** In one line: what a doctor is specialized in, and how many patients they have here. */
export function describeDoctor(doctor: Doctor, load: Load | undefined): string {
  const { specializationLabel, maxAppointmentsPerDay } = doctor;
  const patients = load && (load.patients === 1 ? "1 patient here" : `${load.patients} patients here`);
  const cap = `up to ${maxAppointmentsPerDay} appointments a day`;
  return [specializationLabel, patients, cap].filter(Boolean).join(" · ");
}
