import type { EncounterId, PatientId } from "@caretype/client";
import { Group, NativeSelect, SimpleGrid, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { TextButton } from "../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../session/client/api.ts";
import { type PracticeTime, usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { describeTime } from "../encounter/describe-time.ts";
import { InstantField } from "../encounter/instant-field.tsx";
import { texts as encounterTexts } from "../encounter/texts.en.ts";
import classes from "./draft-fields.module.css";
import type { DraftValues } from "./draft-values.ts";
import { NoteText } from "./note-text.tsx";
import { begin, texts as noteTexts, editor as texts } from "./texts.en.ts";
import { textFor, useNoteKinds } from "./use-note-kinds.ts";

type DraftFieldsProps = {
  patientId: PatientId;
  values: DraftValues;
  onChange: (changes: Partial<DraftValues>) => void;
};

export function DraftFields({ patientId, values, onChange }: DraftFieldsProps) {
  const kinds = useNoteKinds();
  const names = kinds.map(({ name }) => name);
  const changeKind = (kind: string) =>
    onChange({ kind, text: textFor(kinds, { text: values.text, from: values.kind, to: kind }) });
  return (
    <Stack flex={1} gap="sm">
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label={texts.kind}
          data={names.includes(values.kind) ? names : [values.kind, ...names]}
          value={values.kind}
          onChange={({ currentTarget: { value } }) => changeKind(value)}
        />
        <EncounterField
          patientId={patientId}
          value={values.encounterId}
          onChange={(encounterId) => onChange({ encounterId })}
        />
      </SimpleGrid>
      <InstantField
        label={texts.when}
        instant={values.recordedAt}
        onChange={(recordedAt) => recordedAt && onChange({ recordedAt })}
      />
      <TextField text={values.text} onChange={(text) => onChange({ text })} />
    </Stack>
  );
}

/** The text as source or preview. */
function TextField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [isPreview, setPreview] = useState(false);
  return (
    <Stack flex={1} gap="xs">
      {isPreview ? (
        <NoteText text={text} />
      ) : (
        <Textarea
          label={texts.text}
          description={texts.hint}
          data-path="text"
          classNames={classes}
          rows={8}
          value={text}
          onChange={({ currentTarget: { value } }) => onChange(value)}
        />
      )}
      <Group>
        <TextButton label={isPreview ? texts.write : texts.preview} onClick={() => setPreview(!isPreview)} />
        {isPreview && text.trim() === "" ? <Text size="sm">{noteTexts.drafts.noText}</Text> : null}
      </Group>
    </Stack>
  );
}

type EncounterFieldProps = {
  patientId: PatientId;
  value: EncounterId | null;
  onChange: (id: EncounterId | null) => void;
};

/** The note's encounter: one of the patient's last 50 that are not cancelled. */
function EncounterField({ patientId, value, onChange }: EncounterFieldProps) {
  const practice = usePracticeTime();
  const { data } = useQuery(api.encounter.list.queryOptions({ patientId, limit: 50 }));
  const encounters = (data?.items ?? []).filter(({ status }) => status !== "cancelled");
  const chosen = encounters.find(({ id }) => id === value);
  const isUnlisted = value !== null && data !== undefined && chosen === undefined;
  return (
    <NativeSelect
      label={begin.encounter}
      description={chosen && chosen.lockedAt !== null ? begin.lateHint : null}
      data={[
        { value: "", label: begin.noEncounter },
        ...(isUnlisted ? [{ value, label: begin.unlisted }] : []),
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
