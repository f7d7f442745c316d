import type { Note } from "@caretype/client";
import { Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { FormFrame } from "../../kit/form/form-frame.tsx";
import { ReasonForm } from "../../kit/form/reason-form.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { api, caretype } from "../../session/client/api.ts";
import { AmendNote } from "./amend-note.tsx";
import { ReviewView } from "./review-view.tsx";
import { SignRefusal } from "./sign-refusal.tsx";
import { Signer, useIsNoDoctor } from "./signer.tsx";
import { texts } from "./texts.en.ts";
import { type NoteFormProps, type NoteStep, useNoteChange } from "./use-note-change.ts";

/** Signs a note that a colleague has signed. */
function SignNote({ note: { id }, review, onDone }: NoteFormProps) {
  const change = useNoteChange({
    id,
    run: (hash: string, call) =>
      call({ id, hash }, (options) => caretype.note.sign.mutate({ id, hash }, options)),
    onDone: () => {
      notifyDone(texts.done.sign);
      onDone();
    },
  });
  return (
    <FormFrame
      refusal={<SignRefusal error={change.error} />}
      onSubmit={() => change.mutate(review.hash)}
      onCancel={onDone}
      submitLabel={texts.steps.sign}
      isPending={change.isPending}
      isDisabled={useIsNoDoctor()}
    >
      <Text size="sm">{texts.review.about}</Text>
      <ReviewView review={review} />
      <Signer />
    </FormFrame>
  );
}

/** Marks a note as entered in error, with a signed reason. */
function NoteInError({ note: { id }, review, onDone }: NoteFormProps) {
  const change = useNoteChange({
    id,
    run: (reason: string, call) => {
      const input = { id, hash: review.hash, reason };
      return call(input, (options) => caretype.note.enterInError.mutate(input, options));
    },
    onDone: () => {
      notifyDone(texts.done.enterInError);
      onDone();
    },
  });
  return (
    <>
      <ReviewView review={review} />
      <Signer />
      <ReasonForm
        about={texts.errorForm.about}
        label={texts.errorForm.reason}
        submitLabel={texts.steps.enterInError}
        refusal={<SignRefusal error={change.error} />}
        isPending={change.isPending}
        isDisabled={useIsNoDoctor()}
        onSubmit={change.mutate}
        onCancel={onDone}
      />
    </>
  );
}

const forms = { sign: SignNote, amend: AmendNote, enterInError: NoteInError };

/** Signs something of a note. It shows the note as it is, as nobody adds to what they have not seen. */
export function NoteDialog({ note, step, onClose }: { note: Note; step: NoteStep; onClose: () => void }) {
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
