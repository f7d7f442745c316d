import { Anchor, Group } from "@mantine/core";
import { Link, useRouterState } from "@tanstack/react-router";
import { EntryPage } from "./entry-page.tsx";
import { SignIn } from "./sign-in.tsx";
import { SignedOutNotice } from "./signed-out-notice.tsx";
import { useContinue } from "./use-continue.ts";

export function SignInPage() {
  const signedOut = useRouterState({ select: ({ location }) => location.state.signedOut });
  const goOn = useContinue();
  return (
    <EntryPage title="Sign in">
      {signedOut ? <SignedOutNotice reason={signedOut} onGoOn={goOn} /> : null}
      <SignIn onSignedIn={goOn} />
      <Group justify="space-between">
        <Anchor component={Link} to="/forgot-password" size="sm">
          I have forgotten my password
        </Anchor>
        <Anchor component={Link} to="/register" size="sm">
          Make an account
        </Anchor>
      </Group>
    </EntryPage>
  );
}
