import type { NoteDraft } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { connection } from "../../kit/connection/connection.ts";
import { api, caretype } from "../../session/client/api.ts";
import { useUnsaved } from "../../session/client/unsaved.ts";
import { forgetKept, type KeptOwner, keepInput, readKept } from "../../session/form/kept-input.ts";
import { isSigningOut } from "../../session/form/signing-out.ts";
import { Autosave } from "./autosave.ts";
import { parseCopy } from "./draft-values.ts";
import { draftName } from "./kept-names.ts";

/** Saves a draft while it is open, when the page goes, and when the server is back. */
export function useAutosave(draft: NoteDraft, place: KeptOwner) {
  const queries = useQueryClient();
  const { id } = draft;
  const [{ autosave, isRestored }] = useState(() => {
    const kept = { ...place, name: draftName(id) };
    const copy = parseCopy(readKept(kept));
    const made = new Autosave({
      draft,
      copy,
      // Sent alone and at once, as the page may be about to go.
      send: async (change) => {
        const saved = await caretype.noteDraft.update.mutate({ id, ...change }, { headers: {} });
        queries.setQueryData(api.noteDraft.byId.queryKey({ id }), saved);
        return saved;
      },
      keep: (value) => keepInput(kept, value),
      forget: (value) => forgetKept(kept, value),
    });
    return { autosave: made, isRestored: made.isUnsaved() };
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
      void autosave.end().then(() => queries.invalidateQueries(api.noteDraft.list.pathFilter()));
    };
  }, [autosave, queries]);
  useUnsaved(autosave.isUnsaved);
  const blocker = useBlocker({
    // Elsewhere, the text stays on this device. Signing out removes it.
    shouldBlockFn: async ({ next }) => next.pathname === "/sign-out" && !(await autosave.flush()),
    enableBeforeUnload: () => autosave.isUnsaved() && !autosave.isKept() && !isSigningOut(),
    withResolver: true,
  });
  return { autosave, isRestored, blocker };
}
