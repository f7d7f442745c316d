import type { Doctor, DoctorId, Patient, PatientId } from "@caretype/client";
import { IconStethoscope, IconUser } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { birthText } from "../../records/patient/birth.ts";
import { api } from "../../session/client/api.ts";
import { readRecent } from "../../session/client/recent-records.ts";
import { useMe, usePermissions, usePractice } from "../../session/client/use-practice.ts";
import type { Command } from "./command.ts";
import { texts as paletteTexts } from "./texts.en.ts";

/** Each reading of a record is audited, so what is known is not read again. */
const options = (enabled: boolean) => ({
  enabled,
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
});

/** The records that the reader opened last, but for the open one. Removed and forbidden ones are left out. */
export function useRecentCommands(isWanted: boolean): { commands: Command[]; isLoading: boolean } {
  const router = useRouter();
  const may = usePermissions();
  const accountId = useMe().id;
  const practiceId = usePractice()?.id;
  const [recent] = useState(() => {
    const { pathname } = router.state.location;
    const all = practiceId === undefined ? [] : readRecent({ accountId, practiceId });
    return all.filter(({ id }) => !pathname.includes(id));
  });
  const patients = useQueries({
    queries: recent.flatMap((each) =>
      each.kind === "patient"
        ? [api.patient.byId.queryOptions({ id: each.id }, options(isWanted && may("patient:read")))]
        : [],
    ),
  });
  const doctors = useQueries({
    queries: recent.flatMap((each) =>
      each.kind === "doctor"
        ? [api.doctor.byId.queryOptions({ id: each.id }, options(isWanted && may("doctor:read")))]
        : [],
    ),
  });
  const isLoading = isWanted && [...patients, ...doctors].some(({ isFetching }) => isFetching);
  // All at once, as the list would move under the pointer.
  if (!isWanted || isLoading) return { commands: [], isLoading };
  const openPatient = (id: PatientId) => router.navigate({ to: "/patients/$id", params: { id } });
  const openDoctor = (id: DoctorId) => router.navigate({ to: "/doctors/$id", params: { id } });
  const found = new Map<string, Command>([
    ...patients.flatMap(({ data, isError }) => (data && !isError ? [patientEntry(data, openPatient)] : [])),
    ...doctors.flatMap(({ data, isError }) => (data && !isError ? [doctorEntry(data, openDoctor)] : [])),
  ]);
  return { commands: recent.flatMap(({ id }) => found.get(id) ?? []), isLoading };
}

const shared = { group: "recent", isLeaving: true } as const;

const patientEntry = (patient: Patient, open: (id: PatientId) => unknown): [string, Command] => [
  patient.id,
  {
    ...shared,
    id: `recent ${patient.id}`,
    label: patient.name,
    hint: paletteTexts.born(birthText(patient)),
    icon: IconUser,
    run: () => open(patient.id),
  },
];

const doctorEntry = (doctor: Doctor, open: (id: DoctorId) => unknown): [string, Command] => [
  doctor.id,
  {
    ...shared,
    id: `recent ${doctor.id}`,
    label: doctor.name,
    hint: doctor.specializationLabel ?? "",
    icon: IconStethoscope,
    run: () => open(doctor.id),
  },
];
