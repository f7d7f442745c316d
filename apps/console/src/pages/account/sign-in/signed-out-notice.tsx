import type { SignedOutReason } from "@caretype/client";
import { useAction } from "../../../kit/behavior/use-action.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { Notice } from "../../../kit/notice/notice.tsx";
import { resumeSession } from "../../../session/client/session.ts";
import { signInTexts } from "../../../words/texts/sign-in.ts";

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
  const resume = useAction(async () => {
    if (await resumeSession()) await onProceed();
  });
  return (
    <>
      {resume.isError ? <ErrorNotice error={resume.error} /> : null}
      <SubmitButton
        size="xs"
        variant="default"
        isPending={resume.isPending}
        onClick={() => void resume.run()}
      >
        {signInTexts.continueAsOther}
      </SubmitButton>
    </>
  );
}
