import type { NoteDraft, NoteDraftId } from "@caretype/client";
import { Group, Stack, Text } from "@mantine/core";
import { ErrorAlert, ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { Surface } from "../../../../kit/section/section.tsx";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { useKeyedChange } from "../../../../session/form/use-keyed-change.ts";
import type { DraftValues } from "./draft-values.ts";
import { NoteText } from "./note-text.tsx";
import { texts as noteTexts } from "./texts.en.ts";

const { conflict, gone } = noteTexts.editor;

type DraftConflictProps = { current: NoteDraft; onChoose: (choice: "mine" | "current") => void };

/** Reports that another tab or device has changed the draft, and lets the author choose. */
export const DraftConflict = ({ current, onChoose }: DraftConflictProps) => (
  <ErrorAlert title={conflict.title}>
    <Stack gap="sm">
      <Text size="sm">{conflict.text}</Text>
      <Surface>
        <NoteText text={current.text ?? ""} />
      </Surface>
      <Group gap="xs">
        <SmallButton label={conflict.mine} onClick={() => onChoose("mine")} />
        <SmallButton label={conflict.current} onClick={() => onChoose("current")} />
      </Group>
    </Stack>
  </ErrorAlert>
);

type NewDraft = Pick<NoteDraft, "patientId" | "encounterId"> & DraftValues;
type BegunDraft = Parameters<typeof caretype.noteDraft.create.mutate>[0];

export function useBeginDraft(onBegun: (id: NoteDraftId) => void) {
  return useKeyedChange({
    run: (input: BegunDraft, call) => call(input, caretype.noteDraft.create.mutate),
    onDone: ({ id }) => onBegun(id),
    onSettled: () => readAgain(api.noteDraft.list),
  });
}

/** Reports that the draft is gone, and keeps the input. */
export function DraftGone({ text, onBegun }: { text: NewDraft; onBegun: (id: NoteDraftId) => void }) {
  const begin = useBeginDraft(onBegun);
  return (
    <ErrorAlert title={gone.title}>
      <Stack gap="sm" align="start">
        <Text size="sm">{gone.text}</Text>
        {begin.error ? <ErrorNotice error={begin.error} /> : null}
        <SmallButton label={gone.begin} loading={begin.isPending} onClick={() => begin.mutate(text)} />
      </Stack>
    </ErrorAlert>
  );
}
