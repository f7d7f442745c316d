import { Alert, Loader, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { caretype } from "../../api.ts";
import { keepSettings } from "../../session/kept-settings.ts";
import { forgetRecent } from "../../session/recent-records.ts";
import { reloadAtSignIn } from "../../session/session.ts";
import { SubmitButton } from "../../session/submit-button.tsx";
import { connection } from "../../shell/connection/connection.ts";
import { EntryPage } from "./entry-page.tsx";

const signOutFailed =
  "Signing out failed: your session is still open in this browser. Keep this page open until it is closed.";

/** Signs out on a click only, so that a link to this page does not. */
export function SignOutPage() {
  const isAsked = useRouterState({ select: ({ location }) => location.state.isAsked === true });
  const { mutate, isPending, isError } = useMutation({
    mutationFn: async () => {
      forgetRecent();
      const { endedOnServer } = await keepSettings(() => caretype.auth.logout());
      if (!endedOnServer) throw new Error(signOutFailed);
      reloadAtSignIn({ signedOut: "logout" });
    },
  });
  useEffect(() => {
    if (isAsked) mutate();
  }, [isAsked, mutate]);
  useEffect(() => {
    if (!isError) return;
    return connection.subscribe(() => {
      if (connection.get() === "online") mutate();
    });
  }, [isError, mutate]);
  return (
    <EntryPage title="Sign out">
      <Stack align="start">
        {isError ? <Alert color="red" role="alert" title={signOutFailed} /> : null}
        {isPending ? <Loader size="sm" aria-label="Signing out" /> : null}
        {isPending ? null : (
          <SubmitButton isPending={isPending} onClick={() => mutate()}>
            {isError ? "Try again" : "Sign out"}
          </SubmitButton>
        )}
      </Stack>
    </EntryPage>
  );
}
