import { Group } from "@mantine/core";
import { useAction } from "../../../../../kit/behavior/use-action.ts";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { AppLink } from "../../../../../kit/navigation/app-link.tsx";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { Notice } from "../../../../../kit/notice/notice.tsx";
import { registration } from "../../../../../kit/settings/server-facts.ts";
import { resumeSession } from "../../../../../session/client/session.ts";
import { entryState } from "../../../../../session/place/place.ts";
import { EntryPage } from "./entry-page.tsx";
import { proceed } from "./proceed.ts";
import { SignIn } from "./sign-in.tsx";
import { texts as signInTexts } from "./texts.en.ts";

export function SignInPage() {
  const { signedOut } = entryState();
  return (
    <EntryPage title={signInTexts.signIn}>
      {signedOut ? (
        <Notice is="info" title={signInTexts.signedOut[signedOut]}>
          {signedOut === "replaced" ? <ContinueAsOther onProceed={proceed} /> : null}
        </Notice>
      ) : null}
      <SignIn onSignedIn={proceed} />
      <Group justify="space-between">
        <AppLink label={signInTexts.form.forgot} to="/forgot-password" />
        {registration === "closed" ? null : <AppLink label={signInTexts.createPractice} to="/register" />}
      </Group>
    </EntryPage>
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
        label={signInTexts.continueAsOther}
        size="xs"
        variant="default"
        isPending={resume.isPending}
        onClick={() => void resume.run()}
      />
    </>
  );
}
