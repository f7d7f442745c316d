import { Anchor, Group } from "@mantine/core";
import { Link, useRouterState } from "@tanstack/react-router";
import { registration } from "../../shell/text/server-facts.ts";
import { signInTexts } from "../../texts/sign-in.ts";
import { EntryPage } from "./entry-page.tsx";
import { SignIn } from "./sign-in.tsx";
import { SignedOutNotice } from "./signed-out-notice.tsx";
import { useContinue } from "./use-continue.ts";

export function SignInPage() {
  const signedOut = useRouterState({ select: ({ location }) => location.state.signedOut });
  const proceed = useContinue();
  return (
    <EntryPage title={signInTexts.signIn}>
      {signedOut ? <SignedOutNotice reason={signedOut} onProceed={proceed} /> : null}
      <SignIn onSignedIn={proceed} />
      <Group justify="space-between">
        <Anchor component={Link} to="/forgot-password" size="sm">
          {signInTexts.form.forgot}
        </Anchor>
        {registration === "closed" ? null : (
          <Anchor component={Link} to="/register" size="sm">
            {signInTexts.createPractice}
          </Anchor>
        )}
      </Group>
    </EntryPage>
  );
}
