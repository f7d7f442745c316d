import { caretype } from "../../api.ts";
import { FollowLink } from "./follow-link.tsx";
import { LinkPage } from "./link-page.tsx";

const done = { title: "Your address is verified.", to: "/", label: "Go to the console" } as const;

export function VerifyEmailPage() {
  return (
    <LinkPage
      title="Verify your e-mail address"
      about="Say that the address that this link was mailed to is yours."
      path="/verify-email"
      done={done}
    >
      {(token, onDone) => (
        <FollowLink
          label="This is my address"
          follow={() => caretype.account.verifyEmail.mutate({ token })}
          onDone={onDone}
          otherwise="Have another one mailed: in your account, or by signing in."
        />
      )}
    </LinkPage>
  );
}
