import type { Note } from "@caretype/client";
import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { api } from "../../session/client/api.ts";
import { AmendNote } from "./amend-note.tsx";
import { NoteInError } from "./note-in-error.tsx";
import type { NoteStep } from "./note-step.ts";
import { SignNote } from "./sign-note.tsx";
import { texts } from "./texts.en.ts";

const forms = { sign: SignNote, amend: AmendNote, enterInError: NoteInError };

type NoteDialogProps = { note: Note; step: NoteStep; onClose: () => void };

/** Signs something of a note. It shows the note as it is, as nobody adds to what they have not seen. */
export function NoteDialog({ note, step, onClose }: NoteDialogProps) {
  const { id } = note;
  const query = useQuery(api.note.review.queryOptions({ id }, { staleTime: 0, gcTime: 0 }));
  const Form = forms[step];
  return (
    <Dialog onClose={onClose} title={texts.steps[step]} size="xl" closeOnClickOutside={false}>
      <Stack>
        <QueryStates query={query} skeleton={<Skeleton h={240} />}>
          {(review) => <Form note={note} review={review} onDone={onClose} />}
        </QueryStates>
      </Stack>
    </Dialog>
  );
}
