import { Text } from "@mantine/core";
import { FormFrame } from "../../kit/form/form-frame.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import type { NoteFormProps } from "./note-step.ts";
import { ReviewView } from "./review-view.tsx";
import { SignRefusal } from "./sign-refusal.tsx";
import { Signer } from "./signer.tsx";
import { texts } from "./texts.en.ts";
import { useNoteChange } from "./use-note-change.ts";

/** Signs a note that a colleague has signed. */
export function SignNote({ note: { id }, review, onDone }: NoteFormProps) {
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
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(review.hash);
      }}
      onCancel={onDone}
      submitLabel={texts.steps.sign}
      isPending={change.isPending}
    >
      <Text size="sm">{texts.review.about}</Text>
      <ReviewView review={review} />
      <Signer />
    </FormFrame>
  );
}
