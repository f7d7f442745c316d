import { Badge, Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../kit/section/confirm-button.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { api, caretype } from "../../../session/client/api.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { AppSetUp } from "./app-set-up.tsx";
import { texts as securityTexts } from "./texts.en.ts";

type AuthenticatorAppProps = {
  /** Null without an app. */
  confirmedAt: string | null;
  onChanged: (recoveryCodes?: readonly string[]) => Promise<unknown>;
};

const texts = securityTexts.app;

export function AuthenticatorApp({ confirmedAt, onChanged }: AuthenticatorAppProps) {
  const setUp = useMutation(api.secondFactor.setUp.mutationOptions({ gcTime: 0 }));
  if (confirmedAt !== null) return <AppInUse confirmedAt={confirmedAt} onChanged={onChanged} />;
  return (
    <Section title={texts.title} about={texts.about}>
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
          {texts.setUp}
        </Button>
      )}
    </Section>
  );
}

function AppInUse({ confirmedAt, onChanged }: { confirmedAt: string; onChanged: () => Promise<unknown> }) {
  return (
    <Section title={texts.title} about={texts.about} actions={<Badge variant="default">{texts.isOn}</Badge>}>
      <Text size="sm">{texts.since(formatInstant(confirmedAt))}</Text>
      <ConfirmButton
        label={texts.remove}
        question={texts.askRemove}
        consequence={texts.removeMeans}
        style={{ alignSelf: "start" }}
        onConfirm={async () => {
          await caretype.secondFactor.remove.mutate();
          notifyDone(texts.isRemoved);
          await onChanged();
        }}
      />
    </Section>
  );
}
