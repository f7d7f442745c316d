import { isErrorCode } from "@caretype/client";
import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useAction } from "../../../kit/behavior/use-action.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { plainClient } from "../../../session/client/client.ts";
import { texts as signInTexts } from "../sign-in/texts.en.ts";
import { type Done, LinkPage } from "./link-page.tsx";
import { LinkRefusal } from "./link-refusal.tsx";
import { confirmEmail, texts as linkTexts, unlock, verifyEmail } from "./texts.en.ts";

type ClickPage = {
  path: string;
  /** `nextStep` is shown when the link is no longer valid. */
  texts: { title: string; about: string; submit: string; done: string; nextStep: ReactNode };
  follow: (token: string) => Promise<unknown>;
  next: Omit<Done, "title">;
};

const toConsole = { to: "/", label: linkTexts.toConsole } as const;
const toSignIn = { to: "/sign-in", label: signInTexts.signIn } as const;

export const VerifyEmailPage = clickPage({
  path: "/verify-email",
  texts: verifyEmail,
  follow: (token) => plainClient.account.verifyEmail.mutate({ token }),
  next: toConsole,
});

export const ConfirmEmailPage = clickPage({
  path: "/confirm-email",
  texts: confirmEmail,
  follow: (token) => plainClient.account.confirmEmailChange.mutate({ token }),
  next: toConsole,
});

export const UnlockPage = clickPage({
  path: "/unlock",
  texts: unlock,
  follow: (token) => plainClient.account.unlock.mutate({ token }),
  next: toSignIn,
});

function clickPage({ path, texts, follow, next }: ClickPage) {
  return () => (
    <LinkPage title={texts.title} about={texts.about} path={path} done={{ ...next, title: texts.done }}>
      {(token, onDone) => (
        <FollowLink
          label={texts.submit}
          follow={() => follow(token)}
          onDone={onDone}
          nextStep={texts.nextStep}
        />
      )}
    </LinkPage>
  );
}

type FollowLinkProps = {
  label: string;
  follow: () => Promise<unknown>;
  onDone: () => void;
  nextStep?: ReactNode;
};

function FollowLink({ label, follow, onDone, nextStep }: FollowLinkProps) {
  const following = useAction(async () => {
    await follow();
    onDone();
  });
  return (
    <Stack>
      {following.isError ? <LinkRefusal error={following.error} nextStep={nextStep} /> : null}
      {isErrorCode(following.error, "INVALID_LINK") ? null : (
        <SubmitButton label={label} isPending={following.isPending} onClick={() => void following.run()} />
      )}
    </Stack>
  );
}
