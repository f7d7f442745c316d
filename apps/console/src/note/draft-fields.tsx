import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { usePracticeTime } from "../appointment/practice-time.ts";
import { instantOfPicked, pickedOf } from "../encounter/encounter-values.ts";
import { noteTexts } from "../texts/note.ts";
import type { DraftValues } from "./draft-values.ts";
import { NoteText } from "./note-text.tsx";
import { textFor, useNoteKinds } from "./use-note-kinds.ts";

const { editor: texts } = noteTexts;

type DraftFieldsProps = { values: DraftValues; onChange: (changes: Partial<DraftValues>) => void };

/** The inputs of a draft. */
export function DraftFields({ values, onChange }: DraftFieldsProps) {
  const kinds = useNoteKinds();
  const names = kinds.map(({ name }) => name);
  const changeKind = (kind: string) =>
    onChange({ kind, text: textFor(kinds, { text: values.text, from: values.kind, to: kind }) });
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label={texts.kind}
          data={names.includes(values.kind) ? names : [values.kind, ...names]}
          value={values.kind}
          onChange={({ currentTarget: { value } }) => changeKind(value)}
        />
        <TimeField recordedAt={values.recordedAt} onChange={(recordedAt) => onChange({ recordedAt })} />
      </SimpleGrid>
      <TextField text={values.text} onChange={(text) => onChange({ text })} />
    </Stack>
  );
}

type TimeFieldProps = { recordedAt: string; onChange: (instant: string) => void };

function TimeField({ recordedAt, onChange }: TimeFieldProps) {
  const practice = usePracticeTime();
  const [picked, setPicked] = useState(() => pickedOf(recordedAt, practice.timeZone));
  const isWrong = instantOfPicked(picked, practice) === null;
  const change = (value: string) => {
    setPicked(value);
    const instant = value === "" ? null : instantOfPicked(value, practice);
    if (instant !== null) onChange(instant);
  };
  return (
    <TextInput
      type="datetime-local"
      label={texts.when}
      description={texts.zone(practice.timeZone)}
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={picked}
      error={picked !== "" && isWrong ? texts.isSkipped : null}
      onChange={({ currentTarget: { value } }) => change(value)}
    />
  );
}

type TextFieldProps = { text: string; onChange: (text: string) => void };

/** The text, as it is typed or as it will look. */
function TextField({ text, onChange }: TextFieldProps) {
  const [isPreview, setPreview] = useState(false);
  return (
    <Stack gap="xs">
      {isPreview ? (
        <NoteText text={text} />
      ) : (
        <Textarea
          label={texts.text}
          description={texts.hint}
          data-path="text"
          autosize
          minRows={8}
          maxRows={30}
          maxLength={20_000}
          value={text}
          onChange={({ currentTarget: { value } }) => onChange(value)}
        />
      )}
      <Group>
        <Button variant="subtle" size="compact-sm" onClick={() => setPreview(!isPreview)}>
          {isPreview ? texts.write : texts.preview}
        </Button>
        {isPreview && text.trim() === "" ? <Text size="sm">{noteTexts.drafts.noText}</Text> : null}
      </Group>
    </Stack>
  );
}
