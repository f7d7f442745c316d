import { Button, Stack, Text } from "@mantine/core";
import { caretype } from "../../api.ts";
import { Dialog } from "../../dialog/dialog.tsx";
import type { SignInRequest } from "../../session/sign-in-request.ts";
import { SignIn } from "./sign-in.tsx";

/** Above everything, the question for a proof too. */
const zIndex = 2000;

const words = {
  ended: {
    title: "Sign in to go on",
    text: "Your session has ended. What you have entered is kept, and what you were about to do goes on when you have signed in again.",
    leave: "Leave without saving",
  },
  locked: {
    title: "Locked",
    text: "Sign in again to go on where you were. The page is kept as it is, with all that you have entered, in each of your tabs.",
    leave: "Sign in as somebody else",
  },
} as const;

/** Over a page that is covered. It goes on where it was, for the same account alone. */
export function SignInAgainDialog({
  request: { accountId, email, why, settle },
}: {
  request: SignInRequest;
}) {
  const goOn = async () => {
    const session = await caretype.auth.session();
    settle(session?.accountId === accountId);
  };
  return (
    <Dialog
      onClose={() => settle(false)}
      title={words[why].title}
      centered
      zIndex={zIndex}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      // The only part of the page that is not covered: see main.css.
      portalProps={{ reuseTargetNode: false, className: "over-cover" }}
    >
      <Stack>
        <Text size="sm">{words[why].text}</Text>
        <SignIn
          email={email}
          label={why === "locked" ? "Unlock" : "Sign in"}
          passkeysOf={accountId}
          hasPasskeys
          onSignedIn={goOn}
        />
        <Button variant="subtle" onClick={() => settle(false)}>
          {words[why].leave}
        </Button>
      </Stack>
    </Dialog>
  );
}
