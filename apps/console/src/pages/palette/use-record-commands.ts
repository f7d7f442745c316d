import type { Doctor, Patient } from "@caretype/client";
import { useDebouncedValue } from "@mantine/hooks";
import { IconStethoscope, IconUser } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { specializationName } from "../../records/doctor/specialization-name.ts";
import { birthText } from "../../records/patient/birth.ts";
import { patientSearch } from "../../records/patient/patient-search.ts";
import { api } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { matches } from "../../words/format/matches.ts";
import type { Command } from "./command.ts";
import { texts as paletteTexts } from "./texts.en.ts";

const pauseMs = 250;
/** Results of each kind. */
const most = 6;
/** Searching starts at two letters, as each search of patients is audited. */
const shortest = 2;

type Records = { commands: Command[]; isSearching: boolean; errors: unknown[] };

/** Finds patients and doctors by part of a name. Filters older results by the current text. */
export function useRecordCommands(text: string): Records {
  const typed = text.trim();
  const [wanted] = useDebouncedValue(typed, pauseMs);
  const isAsking = typed.length >= shortest && wanted.length >= shortest;
  const patients = usePatientCommands(wanted, isAsking);
  const doctors = useDoctorCommands(wanted, isAsking);
  if (typed.length < shortest) return { commands: [], isSearching: false, errors: [] };
  const isOlder = typed !== wanted;
  const found = [...patients.commands, ...doctors.commands];
  return {
    commands: isOlder ? found.filter(({ label }) => matches(typed, label)) : found,
    isSearching: isOlder || patients.isFetching || doctors.isFetching,
    errors: [patients.error, doctors.error].filter(Boolean),
  };
}

/** Commands that open a record. */
export function useOpeners() {
  const router = useRouter();
  const ofRecord = (id: string, group: Command["group"]) =>
    ({ id: `${group} ${id}`, group, isLeaving: true }) as const;
  return {
    ofPatient: ({ id, name, ...birth }: Patient, group: Command["group"]): Command => ({
      ...ofRecord(id, group),
      label: name,
      hint: paletteTexts.born(birthText(birth)),
      icon: IconUser,
      run: () => router.navigate({ to: "/patients/$id", params: { id } }),
    }),
    ofDoctor: ({ id, name, specializationLabel }: Doctor, group: Command["group"]): Command => ({
      ...ofRecord(id, group),
      label: name,
      hint: specializationName(specializationLabel),
      icon: IconStethoscope,
      run: () => router.navigate({ to: "/doctors/$id", params: { id } }),
    }),
  };
}

const searching = { trpc: { abortOnUnmount: true }, placeholderData: keepPreviousData } as const;

function usePatientCommands(q: string, isAsking: boolean) {
  const { ofPatient } = useOpeners();
  const may = usePermissions();
  const { data, isFetching, error } = useQuery(
    api.patient.list.queryOptions(
      { ...patientSearch(q), limit: most },
      { ...searching, enabled: isAsking && may("patient:read") },
    ),
  );
  const group = data?.similar ? "similarPatients" : "patients";
  const commands = (data?.items ?? []).map((patient) => ofPatient(patient, group));
  return { commands, isFetching, error };
}

function useDoctorCommands(q: string, isAsking: boolean) {
  const { ofDoctor } = useOpeners();
  const may = usePermissions();
  const { data, isFetching, error } = useQuery(
    api.doctor.list.queryOptions(
      { q, sort: "name", limit: most },
      { ...searching, enabled: isAsking && may("doctor:read") },
    ),
  );
  const commands = (data?.items ?? []).map((doctor) => ofDoctor(doctor, "doctors"));
  return { commands, isFetching, error };
}
