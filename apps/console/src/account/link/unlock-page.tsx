import { caretype } from "../../api.ts";
import { FollowLink } from "./follow-link.tsx";
import { LinkPage } from "./link-page.tsx";

const done = {
  title: "You can sign in from here again.",
  to: "/sign-in",
  label: "Sign in",
} as const;

export function UnlockPage() {
  return (
    <LinkPage
      title="Unlock your sign-in"
      about="Sign-ins to your account are delayed after many failed attempts. Unlocking lifts the delay from here for one hour."
      path="/unlock"
      done={done}
    >
      {(token, onDone) => (
        <FollowLink
          label="Unlock"
          follow={() => caretype.account.unlock.mutate({ token })}
          onDone={onDone}
          nextStep="Wait until the delay is over, or reset your password."
        />
      )}
    </LinkPage>
  );
}
