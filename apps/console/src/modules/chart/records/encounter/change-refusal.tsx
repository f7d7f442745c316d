import { currentRecord } from "@caretype/client";
import { ErrorAlert, ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { RestoredNotice } from "../../../../session/form/restored-notice.tsx";
import { UnsavedChanges } from "../../../../session/form/unsaved-changes.tsx";
import { texts } from "./texts.en.ts";
import type { useEncounterForm } from "./use-encounter-form.ts";

/** Why an encounter was not changed. Empty without an error. */
export function ChangeRefusal({ error }: { error: unknown }) {
  if (!error) return null;
  const current = currentRecord(error, "encounter");
  if (!current) return <ErrorNotice error={error} />;
  return <ErrorAlert>{texts.conflict(texts.statuses[current.status])}</ErrorAlert>;
}

type FormNoticesProps = Pick<
  ReturnType<typeof useEncounterForm>,
  "error" | "isRestored" | "discard" | "blocker" | "isPending"
>;

/** The messages above an encounter's form, and the question before it is left. */
export const FormNotices = ({ error, isRestored, discard, blocker, isPending }: FormNoticesProps) => (
  <>
    <ChangeRefusal error={error} />
    {isRestored ? <RestoredNotice onDiscard={discard} /> : null}
    <UnsavedChanges blocker={blocker} isSaving={isPending} />
  </>
);
