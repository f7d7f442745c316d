import { caretype } from "../../api.ts";
import { FollowLink } from "./follow-link.tsx";
import { LinkPage } from "./link-page.tsx";

const done = { title: "Your address is verified.", to: "/", label: "Go to the console" } as const;

export function VerifyEmailPage() {
  return (
    <LinkPage
      title="Verify your email address"
      about="Confirm that the address that received this link is yours."
      path="/verify-email"
      done={done}
    >
      {(token, onDone) => (
        <FollowLink
          label="Verify my address"
          follow={() => caretype.account.verifyEmail.mutate({ token })}
          onDone={onDone}
          nextStep="Request a new link in your account, or by signing in."
        />
      )}
    </LinkPage>
  );
}
