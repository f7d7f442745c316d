import type { EncounterId, PatientId } from "@caretype/client";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";
import { type PracticeTime, usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { describeTime } from "../encounter/describe-time.ts";
import { texts as encounterTexts } from "../encounter/texts.en.ts";
import { begin as texts } from "./texts.en.ts";

type EncounterFieldProps = {
  patientId: PatientId;
  value: EncounterId | null;
  onChange: (id: EncounterId | null) => void;
};

/** The encounter that a note is about: one of the patient's last 50 that took place or will. */
export function EncounterField({ patientId, value, onChange }: EncounterFieldProps) {
  const practice = usePracticeTime();
  const { data } = useQuery(api.encounter.list.queryOptions({ patientId, limit: 50 }));
  const encounters = (data?.items ?? []).filter(({ status }) => status !== "cancelled");
  const chosen = encounters.find(({ id }) => id === value);
  const isUnlisted = value !== null && data !== undefined && chosen === undefined;
  return (
    <NativeSelect
      label={texts.encounter}
      description={chosen && chosen.lockedAt !== null ? texts.lateHint : null}
      data={[
        { value: "", label: texts.noEncounter },
        ...(isUnlisted ? [{ value, label: texts.unlisted }] : []),
        ...encounters.map((encounter) => ({ value: encounter.id, label: labelOf(encounter, practice) })),
      ]}
      value={value ?? ""}
      onChange={({ currentTarget }) => {
        const picked = encounters.find(({ id }) => id === currentTarget.value);
        if (picked || currentTarget.value === "") onChange(picked?.id ?? null);
      }}
    />
  );
}

type Shown = Parameters<typeof describeTime>[0] & {
  status: keyof typeof encounterTexts.statuses;
  reason: { text: string } | null;
};

const labelOf = (encounter: Shown, practice: PracticeTime): string =>
  [describeTime(encounter, practice), encounterTexts.statuses[encounter.status], encounter.reason?.text]
    .filter(Boolean)
    .join(" · ");
