import { type NoteDraftId, noteDraftId, type PatientId } from "@caretype/client";
import { PlainButton } from "../../kit/theme/plain-button.tsx";
import { api, queryClient } from "../../session/client/api.ts";
import { useMe } from "../../session/client/use-practice.ts";
import { texts } from "./texts.en.ts";
import { useNoteKinds } from "./use-note-kinds.ts";

/** Of a draft that the server does not have. It begins with the first change, so that none is left empty. */
const newId = () => noteDraftId.parse(`00000000-0000-7000-8000-${Date.now().toString(16).padStart(12, "0")}`);

type AddNoteProps = { patientId: PatientId; onBegun: (id: NoteDraftId) => void };

/** Opens an empty draft. Its kind and its encounter are chosen where it is written. */
export function AddNote({ patientId, onBegun }: AddNoteProps) {
  const [kind] = useNoteKinds();
  const { id: createdBy } = useMe();
  const begin = () => {
    if (!kind) return;
    const now = new Date().toISOString();
    const id = newId();
    queryClient.setQueryData(api.noteDraft.byId.queryKey({ id }), {
      id,
      patientId,
      encounterId: null,
      kind: kind.name,
      text: kind.template,
      recordedAt: now,
      createdBy,
      createdAt: now,
      updatedAt: now,
      version: 0,
    });
    onBegun(id);
  };
  return <PlainButton label={texts.add} onClick={begin} />;
}
