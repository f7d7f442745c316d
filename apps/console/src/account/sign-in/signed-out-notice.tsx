import type { SignedOutReason } from "@caretype/client";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Notice } from "../../session/notice.tsx";
import { resumeSession } from "../../session/session.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";

const words: Record<SignedOutReason, string> = {
  ended: "Your session has ended. Sign in to go on where you were.",
  logout: "You are signed out.",
  otherTab: "You have signed out in another tab.",
  replaced: "Somebody else has signed in in this browser, and you are signed out.",
};

/** Why this is the page that is shown. */
export function SignedOutNotice({
  reason,
  onGoOn,
}: {
  reason: SignedOutReason;
  onGoOn: () => Promise<void>;
}) {
  return (
    <Notice is="info" title={words[reason]}>
      {reason === "replaced" ? <GoOnAsOther onGoOn={onGoOn} /> : null}
    </Notice>
  );
}

/** Never by itself: what is in this tab was another one's. */
function GoOnAsOther({ onGoOn }: { onGoOn: () => Promise<void> }) {
  const resume = useMutation({
    mutationFn: async () => {
      if (await resumeSession()) await onGoOn();
    },
  });
  return (
    <>
      {resume.isError ? <ErrorNotice error={resume.error} /> : null}
      <Button size="xs" variant="default" loading={resume.isPending} onClick={() => resume.mutate()}>
        Go on as who is signed in now
      </Button>
    </>
  );
}
