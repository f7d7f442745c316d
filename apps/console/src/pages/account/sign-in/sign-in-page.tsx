import { Group } from "@mantine/core";
import { AppLink } from "../../../kit/navigation/app-link.tsx";
import { registration } from "../../../kit/settings/server-facts.ts";
import { entryState } from "../../../session/place/place.ts";
import { signInTexts } from "../../../words/texts/sign-in.ts";
import { EntryPage } from "./entry-page.tsx";
import { proceed } from "./proceed.ts";
import { SignIn } from "./sign-in.tsx";
import { SignedOutNotice } from "./signed-out-notice.tsx";

export function SignInPage() {
  const { signedOut } = entryState();
  return (
    <EntryPage title={signInTexts.signIn}>
      {signedOut ? <SignedOutNotice reason={signedOut} onProceed={proceed} /> : null}
      <SignIn onSignedIn={proceed} />
      <Group justify="space-between">
        <AppLink to="/forgot-password" size="sm">
          {signInTexts.form.forgot}
        </AppLink>
        {registration === "closed" ? null : (
          <AppLink to="/register" size="sm">
            {signInTexts.createPractice}
          </AppLink>
        )}
      </Group>
    </EntryPage>
  );
}
