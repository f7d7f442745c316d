import { caretype } from "../../api.ts";
import { FollowLink } from "./follow-link.tsx";
import { LinkPage } from "./link-page.tsx";

const done = {
  title: "Nothing holds up your sign-ins from here now.",
  to: "/sign-in",
  label: "Sign in",
} as const;

export function UnlockPage() {
  return (
    <LinkPage
      title="Let me sign in again"
      about="Others have tried so often to sign in to your account that sign-ins are held up. For an hour, yours from here are not."
      path="/unlock"
      done={done}
    >
      {(token, onDone) => (
        <FollowLink
          label="Let me sign in"
          follow={() => caretype.account.unlock.mutate({ token })}
          onDone={onDone}
          otherwise="Wait until the delay is over, or reset your password."
        />
      )}
    </LinkPage>
  );
}
