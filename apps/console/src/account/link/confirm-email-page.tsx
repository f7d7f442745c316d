import { caretype } from "../../api.ts";
import { FollowLink } from "./follow-link.tsx";
import { LinkPage } from "./link-page.tsx";

const done = { title: "Your address is changed.", to: "/", label: "Go to the console" } as const;

export function ConfirmEmailPage() {
  return (
    <LinkPage
      title="Change your e-mail address"
      about="From then on you sign in with the address that this link was mailed to."
      path="/confirm-email"
      done={done}
    >
      {(token, onDone) => (
        <FollowLink
          label="Make it my address"
          follow={() => caretype.account.confirmEmailChange.mutate({ token })}
          onDone={onDone}
          otherwise="Ask for the change again, in your account."
        />
      )}
    </LinkPage>
  );
}
