import { Button, Stack, Text } from "@mantine/core";
import { caretype } from "../../api.ts";
import { Dialog } from "../../dialog/dialog.tsx";
import type { SignInRequest } from "../../session/sign-in-request.ts";
import { SignIn } from "./sign-in.tsx";

/** Above all dialogs, including the one for re-authentication. */
const zIndex = 2000;

const words = {
  ended: {
    title: "Sign in to continue",
    text: "Your session has ended. Your input is kept. What you were about to do continues once you sign in.",
    leave: "Leave without saving",
  },
  locked: {
    title: "Locked",
    text: "Sign in again to continue. Everything that you have entered is kept, in all your tabs.",
    leave: "Sign in as somebody else",
  },
} as const;

/** Asks to sign in over a covered page, which only the same account can uncover. */
export function SignInAgainDialog({
  request: { accountId, email, why, settle },
}: {
  request: SignInRequest;
}) {
  const proceed = async () => {
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
      // main.css hides everything else on the page.
      portalProps={{ reuseTargetNode: false, className: "over-cover" }}
    >
      <Stack>
        <Text size="sm">{words[why].text}</Text>
        <SignIn
          email={email}
          label={why === "locked" ? "Unlock" : "Sign in"}
          passkeysOf={accountId}
          hasPasskeys
          onSignedIn={proceed}
        />
        <Button variant="subtle" onClick={() => settle(false)}>
          {words[why].leave}
        </Button>
      </Stack>
    </Dialog>
  );
}
