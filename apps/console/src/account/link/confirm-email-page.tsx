import { caretype } from "../../api.ts";
import { FollowLink } from "./follow-link.tsx";
import { LinkPage } from "./link-page.tsx";

const done = { title: "Your email address is changed.", to: "/", label: "Go to the console" } as const;

export function ConfirmEmailPage() {
  return (
    <LinkPage
      title="Change your email address"
      about="From then on you sign in with the address that received this link."
      path="/confirm-email"
      done={done}
    >
      {(token, onDone) => (
        <FollowLink
          label="Change my address"
          follow={() => caretype.account.confirmEmailChange.mutate({ token })}
          onDone={onDone}
          nextStep="Request the change again in your account."
        />
      )}
    </LinkPage>
  );
}
