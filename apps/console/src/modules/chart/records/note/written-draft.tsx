import type { NoteDraftId, Patient } from "@caretype/client";
import { useEffect } from "react";
import { createStore, useStore } from "../../../../kit/behavior/store.ts";
import { lazyPart } from "../../../../kit/connection/load-code.ts";

const DraftPanel = lazyPart(() => import("./draft-panel.tsx"), "DraftPanel");

/** The ids of the draft beside the chart. A new one gets another id once saved. */
export const writtenDraft = createStore<readonly NoteDraftId[]>([]);

export const writeDraft = (id: NoteDraftId) => writtenDraft.set([id]);

const noteMade = (id: NoteDraftId) => {
  const ids = writtenDraft.get();
  if (ids.length > 0) writtenDraft.set([...ids, id]);
};

const close = () => writtenDraft.set([]);

/** The open draft beside a patient's chart. */
export function WrittenDraft({ patient }: { patient: Patient }) {
  const ids = useStore(writtenDraft);
  // Another patient's page begins without a draft.
  useEffect(() => close, []);
  return ids.length === 0 ? null : (
    <DraftPanel
      key={ids[0]}
      ids={ids}
      patient={patient}
      onOpen={writeDraft}
      onMade={noteMade}
      onClose={close}
    />
  );
}
