import type { DoctorId } from "@caretype/client";
import { Box, Button, Group, Input, InputBase, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSelector } from "@tabler/icons-react";
import { skipToken, useQuery } from "@tanstack/react-query";
import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { lazyPanel } from "../../../../../kit/connection/load-code.ts";
import { FilterBar } from "../../../../../kit/table/filter-bar.tsx";
import { genderOptions } from "../../../../../records/record/gender.ts";
import { api } from "../../../../../session/client/api.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import {
  countFilters,
  defaultSort,
  oldestAge,
  type PatientFilters,
  readPatientFilters,
} from "./patient-filters.ts";
import { texts as patientListTexts, filters as texts } from "./texts.en.ts";

type PatientFilterBarProps = {
  filters: PatientFilters;
  onChange: (filters: PatientFilters) => void;
  /** The current search. Sorting by relevance requires one. */
  searched: string;
  /** The doctor linked to the user, if any. */
  ownDoctor: DoctorId | null;
  /** The search field, always visible. */
  search: ReactNode;
};

const sortOptions = Object.entries(patientListTexts.sorts).map(([value, label]) => ({ value, label }));
const ordinaryOptions = sortOptions.filter(({ value }) => value !== "relevance");

export function PatientFilterBar({ filters, onChange, searched, ownDoctor, search }: PatientFilterBarProps) {
  const usual = defaultSort(searched);
  // Parse the choice like an address, so that an empty one is no filter.
  const change = (changes: Record<string, unknown>) =>
    onChange(readPatientFilters({ ...filters, ...changes }));
  return (
    <FilterBar
      before={
        ownDoctor === null ? null : (
          <Button.Group aria-label={texts.whose}>
            {([undefined, ownDoctor] as const).map((doctorId) => (
              <Button
                key={doctorId ?? "all"}
                size="xs"
                variant={(filters.doctorId === ownDoctor) === (doctorId === ownDoctor) ? "light" : "default"}
                aria-pressed={(filters.doctorId === ownDoctor) === (doctorId === ownDoctor)}
                onClick={() => change({ doctorId })}
              >
                {doctorId === undefined ? patientTexts.all : patientTexts.mine}
              </Button>
            ))}
          </Button.Group>
        )
      }
      search={search}
      count={countFilters(filters)}
      columns="minmax(150px, 3fr) minmax(100px, 1fr) minmax(130px, 1fr) minmax(130px, 1.5fr) minmax(145px, 1.5fr)"
    >
      <NativeSelect
        label={patientTexts.fields.gender}
        data={[{ value: "", label: texts.anyGender }, ...genderOptions]}
        value={filters.gender ?? ""}
        onChange={(event) => change({ gender: event.currentTarget.value })}
      />
      <AgeFilter minAge={filters.minAge} maxAge={filters.maxAge} onChange={change} />
      <DoctorFilter doctorId={filters.doctorId} unassigned={filters.unassigned === true} onChange={change} />
      <NativeSelect
        label={texts.order}
        data={usual === "relevance" ? sortOptions : ordinaryOptions}
        value={filters.sort ?? usual}
        onChange={({ currentTarget: { value } }) => change({ sort: value === usual ? undefined : value })}
      />
    </FilterBar>
  );
}

const DoctorSelect = lazyPanel(() => import("./doctor-select.tsx"), "DoctorSelect");

type DoctorFilterProps = {
  doctorId: DoctorId | undefined;
  unassigned: boolean;
  onChange: (wanted: { doctorId: DoctorId | undefined; unassigned: true | undefined }) => void;
};

/** Filters by doctor. The search for doctors loads when opened. */
function DoctorFilter({ doctorId, unassigned, onChange }: DoctorFilterProps) {
  const [isOpen, setOpen] = useState(false);
  const doctor = useQuery(
    api.doctor.byId.queryOptions(doctorId === undefined ? skipToken : { id: doctorId }),
  );
  const nameOfDoctor =
    doctorId === undefined
      ? null
      : (doctor.data?.name ?? (doctor.isError ? assignmentTexts.unknownDoctor : "…"));
  const name = unassigned ? patientListTexts.filters.noDoctor : nameOfDoctor;
  const closed = (
    <InputBase
      component="button"
      type="button"
      label={commonTexts.doctor}
      pointer
      rightSection={<IconSelector size={16} stroke={1.5} aria-hidden />}
      rightSectionPointerEvents="none"
      aria-label={patientListTexts.filters.doctorIs(name)}
      onClick={() => setOpen(true)}
    >
      {name ?? patientListTexts.filters.anyDoctor}
    </InputBase>
  );
  if (!isOpen) return closed;
  const chosen = doctorId !== undefined && name !== null ? { id: doctorId, name } : null;
  return (
    <Suspense fallback={closed}>
      <DoctorSelect
        chosen={chosen}
        unassigned={unassigned}
        onChange={(id) => onChange({ doctorId: id, unassigned: undefined })}
        onUnassigned={() => onChange({ doctorId: undefined, unassigned: true })}
      />
    </Suspense>
  );
}

type Ages = { minAge: number | undefined; maxAge: number | undefined };
type AgeFilterProps = Ages & { onChange: (ages: Ages) => void };

const pauseMs = 400;
const textsOf = ({ minAge, maxAge }: Ages) => ({ from: String(minAge ?? ""), to: String(maxAge ?? "") });
const bounds = [
  { name: "from", label: texts.fromAge, placeholder: texts.ageFrom },
  { name: "to", label: texts.toAge, placeholder: texts.ageTo },
] as const;

/** Filters by age in years. Each bound is optional. */
function AgeFilter({ minAge, maxAge, onChange }: AgeFilterProps) {
  const [typed, setTyped] = useState(() => textsOf({ minAge, maxAge }));
  // Changed by Back, a link or "Clear".
  const sent = useRef({ minAge, maxAge });
  useEffect(() => {
    if (sent.current.minAge === minAge && sent.current.maxAge === maxAge) return;
    sent.current = { minAge, maxAge };
    setTyped(textsOf({ minAge, maxAge }));
  }, [minAge, maxAge]);
  const problem = problemOf(typed);
  const send = useDebouncedCallback((next: typeof typed) => {
    if (problemOf(next)) return;
    const ages = { minAge: ageOf(next.from), maxAge: ageOf(next.to) };
    sent.current = ages;
    onChange(ages);
  }, pauseMs);
  const change = (next: typeof typed) => {
    setTyped(next);
    send(next);
  };
  return (
    <Box component="fieldset" miw={0} m={0} p={0} bd="none">
      <Input.Label component="legend" c={problem ? "var(--mantine-color-error)" : undefined}>
        {problem ?? patientTexts.fields.age}
      </Input.Label>
      <Group gap={6} wrap="nowrap">
        {bounds.map(({ name, label, placeholder }) => (
          <TextInput
            key={name}
            inputMode="numeric"
            error={problem !== null}
            aria-label={label}
            placeholder={placeholder}
            value={typed[name]}
            onChange={(event) => change({ ...typed, [name]: event.currentTarget.value.trim() })}
          />
        ))}
      </Group>
    </Box>
  );
}

const ageOf = (text: string) => (text === "" ? undefined : Number(text));
const isAge = (text: string) => text === "" || (/^\d+$/.test(text) && Number(text) <= oldestAge);

function problemOf({ from, to }: { from: string; to: string }): string | null {
  if (!isAge(from) || !isAge(to)) return texts.agesAre(oldestAge);
  return from !== "" && to !== "" && Number(from) > Number(to) ? texts.isReversed : null;
}
