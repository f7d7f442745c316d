import { type EncounterId, noteDraftId, type Patient } from "@caretype/client";
import { skipToken, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { api, queryClient } from "../../../../session/client/api.ts";
import { useMe } from "../../../../session/client/use-practice.ts";
import { texts } from "./texts.en.ts";
import { useNoteKinds, useNoteKindsQuery } from "./use-note-kinds.ts";
import { writeDraft } from "./written-draft.tsx";

/** The id of a draft not yet on the server. It is created with the first change, so that no empty draft remains. */
const newId = () => noteDraftId.parse(`00000000-0000-7000-8000-${Date.now().toString(16).padStart(12, "0")}`);

const route = getRouteApi("/signed-in/patients/$id");

/** Opens an empty draft. Kind and encounter are chosen in it. */
export function AddNote({ patient: { id: patientId } }: { patient: Patient }) {
  // The encounter from the address.
  const { note: asked } = route.useSearch();
  const navigate = useNavigate();
  const [kind] = useNoteKinds();
  const { id: createdBy } = useMe();
  const begin = (encounterId: EncounterId | null) => {
    if (!kind) return;
    const now = new Date().toISOString();
    const id = newId();
    queryClient.setQueryData(api.noteDraft.byId.queryKey({ id }), {
      id,
      patientId,
      encounterId,
      kind: kind.name,
      text: kind.template,
      recordedAt: now,
      createdBy,
      createdAt: now,
      updatedAt: now,
      version: 0,
    });
    writeDraft(id);
  };
  const drafts = useQuery(
    api.noteDraft.list.queryOptions(asked ? { patientId, limit: 50 } : skipToken, {
      staleTime: 0,
      gcTime: 0,
    }),
  );
  const isReady = !useNoteKindsQuery().isLoading && !drafts.isLoading;
  const open = useEffectEvent((encounterId: EncounterId) => {
    const begun = drafts.data?.items.find((draft) => draft.encounterId === encounterId);
    if (begun) writeDraft(begun.id);
    else begin(encounterId);
    // A reload opens no second one.
    void navigate({ to: ".", search: {}, replace: true });
  });
  useEffect(() => {
    if (asked && isReady) open(asked);
  }, [asked, isReady]);
  return <PlainButton label={texts.add} onClick={() => begin(null)} />;
}
