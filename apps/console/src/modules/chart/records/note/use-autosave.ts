import type { NoteDraft, NoteDraftId, RouterInputs } from "@caretype/client";
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { connection } from "../../../../kit/connection/connection.ts";
import { keepIdempotencyKeys } from "../../../../kit/form/idempotency-keys.ts";
import { api, caretype, queryClient, readAgain } from "../../../../session/client/api.ts";
import { useUnsaved } from "../../../../session/client/unsaved.ts";
import { forgetKept, type KeptOwner, keepInput, readKept } from "../../../../session/form/kept-input.ts";
import { isSigningOut } from "../../../../session/form/signing-out.ts";
import { Autosave } from "./autosave.ts";
import { parseCopy } from "./draft-values.ts";
import { draftName } from "./kept-names.ts";

type NewDraft = RouterInputs["noteDraft"]["create"];
type Options = { draft: NoteDraft; place: KeptOwner; onMade: (id: NoteDraftId) => void };

/** Saves a draft while it is open, when the page closes, and when the server is back. The first save creates it. */
export function useAutosave({ draft, place, onMade }: Options) {
  const { call } = useState(keepIdempotencyKeys)[0];
  const [{ autosave, isRestored }] = useState(() => {
    let { id } = draft;
    let kept = { ...place, name: draftName(id) };
    let first: NewDraft | null = null;
    const create = async (input: NewDraft) => {
      const created = await call(input, (sent: NewDraft, options) =>
        caretype.noteDraft.create.mutate(sent, { ...options, headers: {} }),
      );
      forgetKept(kept);
      id = created.id;
      kept = { ...place, name: draftName(id) };
      onMade(id);
      return created;
    };
    const copy = parseCopy(readKept(kept));
    const instance = new Autosave({
      draft,
      copy,
      // Sent unbatched and at once, as the page may be closing.
      send: async (change) => {
        let { expectedVersion } = change;
        if (expectedVersion === 0) {
          const isAgain = first !== null;
          first ??= { patientId: draft.patientId, ...instance.values.get() };
          const created = await create(first);
          if (!isAgain) return created;
          // What was typed after the first attempt.
          expectedVersion = created.version;
        }
        const input = { id, ...change, expectedVersion };
        const saved = await caretype.noteDraft.update.mutate(input, { headers: {} });
        queryClient.setQueryData(api.noteDraft.byId.queryKey({ id }), saved);
        return saved;
      },
      keep: (value) => keepInput(kept, value),
      forget: (value) => forgetKept(kept, value),
    });
    return { autosave: instance, isRestored: instance.isUnsaved() };
  });
  useEffect(() => {
    const flush = () => void autosave.flush();
    const onHidden = () => document.visibilityState === "hidden" && flush();
    const stop = connection.subscribe(() => connection.get() === "online" && flush());
    addEventListener("visibilitychange", onHidden);
    addEventListener("pagehide", flush);
    return () => {
      stop();
      removeEventListener("visibilitychange", onHidden);
      removeEventListener("pagehide", flush);
      void autosave.end().then(() => readAgain(api.noteDraft.list));
    };
  }, [autosave]);
  useUnsaved(autosave.isUnsaved);
  const blocker = useBlocker({
    // Otherwise, the text stays on this device. Signing out removes it.
    shouldBlockFn: async ({ next }) => next.pathname === "/sign-out" && !(await autosave.flush()),
    enableBeforeUnload: () => autosave.isUnsaved() && !autosave.isKept() && !isSigningOut(),
    withResolver: true,
  });
  return { autosave, isRestored, blocker };
}
