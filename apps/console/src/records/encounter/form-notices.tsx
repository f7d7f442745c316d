import { RestoredNotice } from "../../session/form/restored-notice.tsx";
import { UnsavedChanges } from "../../session/form/unsaved-changes.tsx";
import { ChangeRefusal } from "./change-refusal.tsx";
import type { useEncounterForm } from "./use-encounter-form.ts";

type FormNoticesProps = Pick<
  ReturnType<typeof useEncounterForm>,
  "error" | "isRestored" | "discard" | "blocker" | "isPending"
>;

/** What the form of an encounter says above its inputs, and asks before it is left. */
export const FormNotices = ({ error, isRestored, discard, blocker, isPending }: FormNoticesProps) => (
  <>
    <ChangeRefusal error={error} />
    {isRestored ? <RestoredNotice onDiscard={discard} /> : null}
    <UnsavedChanges blocker={blocker} isSaving={isPending} />
  </>
);
