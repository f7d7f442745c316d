import { plainClient } from "../../../session/client/client.ts";
import { FollowLink } from "./follow-link.tsx";
import { LinkPage } from "./link-page.tsx";
import { texts as linkTexts, verifyEmail as texts } from "./texts.en.ts";

const done = { title: texts.done, to: "/", label: linkTexts.toConsole } as const;

export function VerifyEmailPage() {
  return (
    <LinkPage title={texts.title} about={texts.about} path="/verify-email" done={done}>
      {(token, onDone) => (
        <FollowLink
          label={texts.submit}
          follow={() => plainClient.account.verifyEmail.mutate({ token })}
          onDone={onDone}
          nextStep={texts.nextStep}
        />
      )}
    </LinkPage>
  );
}
