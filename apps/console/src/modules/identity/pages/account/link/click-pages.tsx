import { isErrorCode } from "@caretype/client";
import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useAction } from "../../../../../kit/behavior/use-action.ts";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { plainClient } from "../../../../../session/client/client.ts";
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

function clickPage(page: ClickPage) {
  const { path, texts, next } = page;
  return () => (
    <LinkPage title={texts.title} about={texts.about} path={path} done={{ ...next, title: texts.done }}>
      {(token, onDone) => <FollowLink {...page} token={token} onDone={onDone} />}
    </LinkPage>
  );
}

function FollowLink({ texts, follow, token, onDone }: ClickPage & { token: string; onDone: () => void }) {
  const following = useAction(async () => {
    await follow(token);
    onDone();
  });
  return (
    <Stack>
      {following.isError ? <LinkRefusal error={following.error} nextStep={texts.nextStep} /> : null}
      {isErrorCode(following.error, "INVALID_LINK") ? null : (
        <SubmitButton
          label={texts.submit}
          isPending={following.isPending}
          onClick={() => void following.run()}
        />
      )}
    </Stack>
  );
}
