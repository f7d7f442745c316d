import type { Permission } from "@caretype/api";
import type { Doctor } from "@caretype/client";
import { useDebouncedValue } from "@mantine/hooks";
import { IconStethoscope, IconUser } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { specializationName } from "../../modules/people/records/doctor/specialization-name.ts";
import { birthText } from "../../modules/people/records/patient/birth.ts";
import {
  type FoundPatient,
  foundIn,
  patientSearch,
} from "../../modules/people/records/patient/patient-search.ts";
import { texts as patientTexts } from "../../modules/people/records/patient/texts.en.ts";
import { api } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { matches } from "../../words/format/matches.ts";
import type { Command } from "./command.ts";
import { texts as paletteTexts } from "./texts.en.ts";

const pauseMs = 250;
/** Number of results of each kind. */
const most = 6;
/** Searching starts at two letters, as each search of patients is audited. */
const shortest = 2;

type Records = { commands: Command[]; isSearching: boolean; errors: unknown[] };

const searching = { trpc: { abortOnUnmount: true }, placeholderData: keepPreviousData } as const;

/** Finds patients and doctors by part of a name. Filters older results by the current text. */
export function useRecordCommands(text: string): Records {
  const typed = text.trim();
  const [wanted] = useDebouncedValue(typed, pauseMs);
  const { ofPatient, ofDoctor } = useOpeners();
  const may = usePermissions();
  const isAsking = typed.length >= shortest && wanted.length >= shortest;
  const options = (needs: Permission) => ({ ...searching, enabled: isAsking && may(needs) });
  const patients = useQuery(
    api.patient.list.queryOptions({ ...patientSearch(wanted), limit: most }, options("patient:read")),
  );
  const doctors = useQuery(
    api.doctor.list.queryOptions({ q: wanted, sort: "name", limit: most }, options("doctor:read")),
  );
  if (typed.length < shortest) return { commands: [], isSearching: false, errors: [] };
  const isOlder = typed !== wanted;
  const ofPatients = patients.data?.similar ? "similarPatients" : "patients";
  const ofDoctors = doctors.data?.similar ? "similarDoctors" : "doctors";
  const found = [
    ...(patients.data ? foundIn(patients.data) : []).map((patient) => ofPatient(patient, ofPatients)),
    ...(doctors.data?.items ?? []).map((doctor) => ofDoctor(doctor, ofDoctors)),
  ];
  return {
    commands: isOlder ? found.filter(({ label }) => matches(typed, label)) : found,
    isSearching: isOlder || patients.isFetching || doctors.isFetching,
    errors: [patients.error, doctors.error].filter(Boolean),
  };
}

export function useOpeners() {
  const router = useRouter();
  return {
    ofPatient: ({ id, name, formerName, ...birth }: FoundPatient, group: Command["group"]): Command => ({
      id: `${group} ${id}`,
      group,
      label: name,
      hint: [
        formerName && patientTexts.formerly(formerName),
        birth.dateOfBirth === null ? birthText(birth) : paletteTexts.born(birthText(birth)),
      ]
        .filter(Boolean)
        .join(" · "),
      icon: IconUser,
      run: () => router.navigate({ to: "/patients/$id", params: { id } }),
    }),
    ofDoctor: ({ id, name, specializationLabel }: Doctor, group: Command["group"]): Command => ({
      id: `${group} ${id}`,
      group,
      label: name,
      hint: specializationName(specializationLabel),
      icon: IconStethoscope,
      run: () => router.navigate({ to: "/doctors/$id", params: { id } }),
    }),
  };
}
