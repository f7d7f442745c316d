import type { SignedOutReason } from "@caretype/client";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Notice } from "../../session/notice.tsx";
import { resumeSession } from "../../session/session.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { signInTexts } from "../../texts/sign-in.ts";

/** Says why the reader was signed out. */
export function SignedOutNotice({
  reason,
  onProceed,
}: {
  reason: SignedOutReason;
  onProceed: () => Promise<void>;
}) {
  return (
    <Notice is="info" title={signInTexts.signedOut[reason]}>
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
        {signInTexts.continueAsOther}
      </Button>
    </>
  );
}
