import { Badge, Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, caretype } from "../../api.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { ConfirmButton } from "../../shell/section/confirm-button.tsx";
import { Section } from "../../shell/section/section.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { AppSetUp } from "./app-set-up.tsx";

type AuthenticatorAppProps = {
  /** Null without an app. */
  confirmedAt: string | null;
  onChanged: (recoveryCodes?: readonly string[]) => Promise<unknown>;
};

const about =
  "An app on your phone shows a code that changes every thirty seconds. Signing in takes your password and that code.";

export function AuthenticatorApp({ confirmedAt, onChanged }: AuthenticatorAppProps) {
  const setUp = useMutation(api.secondFactor.setUp.mutationOptions({ gcTime: 0 }));
  if (confirmedAt !== null) return <AppInUse confirmedAt={confirmedAt} onChanged={onChanged} />;
  return (
    <Section title="Authenticator app" about={about}>
      {setUp.isError ? <ErrorNotice error={setUp.error} /> : null}
      {setUp.data ? (
        <AppSetUp
          waiting={setUp.data}
          onCancel={setUp.reset}
          onConfirmed={async (codes) => {
            setUp.reset();
            await onChanged(codes);
          }}
        />
      ) : (
        <Button
          variant="default"
          size="xs"
          loading={setUp.isPending}
          onClick={() => setUp.mutate()}
          style={{ alignSelf: "start" }}
        >
          Set up an app
        </Button>
      )}
    </Section>
  );
}

function AppInUse({ confirmedAt, onChanged }: { confirmedAt: string; onChanged: () => Promise<unknown> }) {
  return (
    <Section title="Authenticator app" about={about} actions={<Badge variant="default">On</Badge>}>
      <Text size="sm">Since {formatInstant(confirmedAt)}.</Text>
      <ConfirmButton
        label="Remove the app"
        question="Remove the authenticator app?"
        consequence="Its codes stop working. Without a passkey, your password alone signs you in, and your recovery codes are deleted."
        style={{ alignSelf: "start" }}
        onConfirm={async () => {
          await caretype.secondFactor.remove.mutate();
          notifyDone("The authenticator app is removed.");
          await onChanged();
        }}
      />
    </Section>
  );
}
