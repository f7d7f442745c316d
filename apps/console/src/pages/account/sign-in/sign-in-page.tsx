import { Group } from "../../../kit/plain/layout.tsx";
import { Anchor } from "../../../kit/plain/text.tsx";
import { registration } from "../../../kit/settings/server-facts.ts";
import { entryState } from "../../../session/place/place.ts";
import { EntryPage } from "./entry-page.tsx";
import { proceed } from "./proceed.ts";
import { SignIn } from "./sign-in.tsx";
import { SignedOutNotice } from "./signed-out-notice.tsx";
import { texts as signInTexts } from "./texts.en.ts";

export function SignInPage() {
  const { signedOut } = entryState();
  return (
    <EntryPage title={signInTexts.signIn}>
      {signedOut ? <SignedOutNotice reason={signedOut} onProceed={proceed} /> : null}
      <SignIn onSignedIn={proceed} />
      <Group justify="space-between">
        <Anchor to="/forgot-password" size="sm">
          {signInTexts.form.forgot}
        </Anchor>
        {registration === "closed" ? null : (
          <Anchor to="/register" size="sm">
            {signInTexts.createPractice}
          </Anchor>
        )}
      </Group>
    </EntryPage>
  );
}
