import type { NoteDraftId, PatientId } from "@caretype/client";
import { Button } from "@mantine/core";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { useBeginDraft } from "./draft-conflict.tsx";
import { texts } from "./texts.en.ts";
import { useNoteKinds } from "./use-note-kinds.ts";

/** Begins a draft. Its kind and its encounter are chosen where it is written. */
export function AddNote({
  patientId,
  onBegun,
}: {
  patientId: PatientId;
  onBegun: (id: NoteDraftId) => void;
}) {
  const [kind] = useNoteKinds();
  const { mutate, isPending, error } = useBeginDraft(onBegun);
  const begin = () => kind && mutate({ patientId, encounterId: null, kind: kind.name, text: kind.template });
  return (
    <>
      {error ? <ErrorNotice error={error} /> : null}
      <Button variant="default" loading={isPending} onClick={begin}>
        {texts.add}
      </Button>
    </>
  );
}
