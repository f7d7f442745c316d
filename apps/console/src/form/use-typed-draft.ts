import type { PatientId } from "@caretype/client";
import { useBlocker } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useUnsaved } from "../session/unsaved.ts";
import { useMe, usePractice } from "../session/use-practice.ts";
import type { LostKeys } from "./idempotency-keys.ts";
import { isSigningOut } from "./signing-out.ts";
import { readTypedDraft, removeTypedDraft, storeTypedDraft, type TypedDraft } from "./typed-drafts.ts";

/**
 * Keeps what is typed about a patient in this browser until it is saved, so that it survives a closed tab. Where storage
 * is disabled, leaving asks instead.
 */
export function useTypedDraft(form: string, patientId: PatientId) {
  const accountId = useMe().id;
  const practiceId = usePractice()?.id ?? "";
  const owner = { form, accountId, practiceId, patientId };
  const [restored] = useState(() => readTypedDraft(owner));
  const draft = useRef<TypedDraft | null>(restored);
  const isStored = useRef(true);
  const store = (next: TypedDraft) => {
    draft.current = next;
    isStored.current = storeTypedDraft(owner, next);
  };
  const isUnsaved = () => draft.current !== null;
  const asks = () => isUnsaved() && !isStored.current && !isSigningOut();
  const blocker = useBlocker({ shouldBlockFn: asks, enableBeforeUnload: asks, withResolver: true });
  useUnsaved(isUnsaved);
  return {
    restored,
    blocker,
    storeValues: (values: unknown) =>
      store({ begunAt: new Date().toISOString(), lost: {}, ...draft.current, values }),
    keys: {
      lost: restored?.lost ?? {},
      onChange: (lost: LostKeys) => {
        if (draft.current) store({ ...draft.current, lost });
      },
    },
    remove: () => {
      draft.current = null;
      removeTypedDraft(owner);
    },
  };
}
