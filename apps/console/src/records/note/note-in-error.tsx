import { ReasonForm } from "../../kit/form/reason-form.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import type { NoteFormProps } from "./note-step.ts";
import { ReviewView } from "./review-view.tsx";
import { SignRefusal } from "./sign-refusal.tsx";
import { Signer } from "./signer.tsx";
import { texts } from "./texts.en.ts";
import { useNoteChange } from "./use-note-change.ts";

/** Marks a note as entered in error, with a signed reason. */
export function NoteInError({ note: { id }, review, onDone }: NoteFormProps) {
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
        onSubmit={change.mutate}
        onCancel={onDone}
      />
    </>
  );
}
