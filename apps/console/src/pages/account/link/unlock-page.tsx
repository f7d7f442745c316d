import { plainClient } from "../../../session/client/client.ts";
import { texts as signInTexts } from "../sign-in/texts.en.ts";
import { FollowLink } from "./follow-link.tsx";
import { LinkPage } from "./link-page.tsx";
import { unlock as texts } from "./texts.en.ts";

const done = { title: texts.done, to: "/sign-in", label: signInTexts.signIn } as const;

export function UnlockPage() {
  return (
    <LinkPage title={texts.title} about={texts.about} path="/unlock" done={done}>
      {(token, onDone) => (
        <FollowLink
          label={texts.submit}
          follow={() => plainClient.account.unlock.mutate({ token })}
          onDone={onDone}
          nextStep={texts.nextStep}
        />
      )}
    </LinkPage>
  );
}
