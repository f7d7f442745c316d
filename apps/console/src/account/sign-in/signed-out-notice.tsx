import type { SignedOutReason } from "@caretype/client";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Notice } from "../../session/notice.tsx";
import { resumeSession } from "../../session/session.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";

const words: Record<SignedOutReason, string> = {
  ended: "Your session has ended. Sign in to continue where you were.",
  logout: "You are signed out.",
  otherTab: "You signed out in another tab.",
  replaced: "Somebody else signed in to this browser, so you are signed out.",
};

/** Says why the reader was signed out. */
export function SignedOutNotice({
  reason,
  onProceed,
}: {
  reason: SignedOutReason;
  onProceed: () => Promise<void>;
}) {
  return (
    <Notice is="info" title={words[reason]}>
      {reason === "replaced" ? <ContinueAsOther onProceed={onProceed} /> : null}
    </Notice>
  );
}

/** Needs a click, as this tab belonged to another account. */
function ContinueAsOther({ onProceed }: { onProceed: () => Promise<void> }) {
  const resume = useMutation({
    mutationFn: async () => {
      if (await resumeSession()) await onProceed();
    },
  });
  return (
    <>
      {resume.isError ? <ErrorNotice error={resume.error} /> : null}
      <Button size="xs" variant="default" loading={resume.isPending} onClick={() => resume.mutate()}>
        Continue as the signed-in account
      </Button>
    </>
  );
}
