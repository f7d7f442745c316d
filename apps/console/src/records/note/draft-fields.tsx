import type { PatientId } from "@caretype/client";
import { Group, NativeSelect, SimpleGrid, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { TextButton } from "../../kit/theme/plain-button.tsx";
import { InstantField } from "../encounter/instant-field.tsx";
import classes from "./draft-fields.module.css";
import type { DraftValues } from "./draft-values.ts";
import { EncounterField } from "./encounter-field.tsx";
import { NoteText } from "./note-text.tsx";
import { texts as noteTexts, editor as texts } from "./texts.en.ts";
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

/** The text, as it is typed or as it will look. */
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
