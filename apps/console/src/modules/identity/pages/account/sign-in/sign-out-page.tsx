import { Alert, Loader, Stack } from "@mantine/core";
import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { connection } from "../../../../../kit/connection/connection.ts";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { forgetAllButSettings, keepSettings } from "../../../../../kit/settings/kept-settings.ts";
import { caretype } from "../../../../../session/client/api.ts";
import { reloadAtSignIn } from "../../../../../session/client/session.ts";
import { texts as accessTexts } from "../../../../../session/reauthentication/texts.en.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { EntryPage } from "./entry-page.tsx";

/** Signs out on a click only, so that a link to this page does not. */
export function SignOutPage() {
  const isAsked = useRouterState({ select: ({ location }) => location.state.isAsked === true });
  const { mutate, isPending, isError } = useSingleMutation({
    mutationFn: async () => {
      forgetAllButSettings();
      const { endedOnServer } = await keepSettings(() => caretype.auth.logout());
      if (!endedOnServer) throw new Error(accessTexts.signOutFailed);
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
    <EntryPage title={accessTexts.signOut}>
      <Stack align="start">
        {isError ? <Alert color="red" role="alert" title={accessTexts.signOutFailed} /> : null}
        {isPending ? <Loader size="sm" aria-label={accessTexts.signingOut} /> : null}
        {isPending ? null : (
          <SubmitButton
            label={isError ? commonTexts.tryAgain : accessTexts.signOut}
            isPending={isPending}
            onClick={() => mutate()}
          />
        )}
      </Stack>
    </EntryPage>
  );
}
