import type { PatientId } from "@caretype/client";
import { useBlocker } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { LostKeys } from "../../kit/form/idempotency-keys.ts";
import { useUnsaved } from "../client/unsaved.ts";
import { forgetKept, keepInput, readKept } from "./kept-input.ts";
import { isSigningOut } from "./signing-out.ts";
import { endOf, parseTypedDraft, type TypedDraft } from "./typed-draft.ts";
import { useKeptOwner } from "./use-kept-owner.ts";

/**
 * Stores input about a patient in this browser until it is saved, so that it survives a closed tab. If storage is
 * disabled, leaving asks instead.
 */
export function useTypedDraft(form: string, patientId: PatientId) {
  const place = { ...useKeptOwner(patientId), name: `form.${form}` };
  const [restored] = useState(() => parseTypedDraft(readKept(place)));
  const draft = useRef<TypedDraft | null>(restored);
  const isStored = useRef(true);
  const store = (next: TypedDraft) => {
    draft.current = next;
    isStored.current = keepInput(place, next, endOf(next));
  };
  const isUnsaved = () => draft.current !== null;
  const asks = () => isUnsaved() && !isStored.current && !isSigningOut();
  const blocker = useBlocker({ shouldBlockFn: asks, enableBeforeUnload: asks, withResolver: true });
  useUnsaved(isUnsaved);
  return {
    restored,
    blocker,
    /** Whether leaving would lose the input. */
    isAtRisk: asks,
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
      forgetKept(place);
    },
  };
}
