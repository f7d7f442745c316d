import { Button, Stack, Text } from "@mantine/core";
import { caretype } from "../api.ts";
import { Dialog } from "../dialog/dialog.tsx";
import type { ReturnRequest } from "../session/return-request.ts";
import { SignIn } from "./sign-in.tsx";

/** Above everything, the question for a proof too. */
const zIndex = 2000;

/** Over a page that is covered, in which something is not saved. It goes on where it was, for the same account alone. */
export function ReturnDialog({ request: { accountId, email, settle } }: { request: ReturnRequest }) {
  const goOn = async () => {
    const session = await caretype.auth.session();
    settle(session?.accountId === accountId);
  };
  return (
    <Dialog
      onClose={() => settle(false)}
      title="Sign in to go on"
      centered
      zIndex={zIndex}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      // The only part of the page that is not covered: see main.css.
      portalProps={{ reuseTargetNode: false, className: "over-cover" }}
    >
      <Stack>
        <Text size="sm">
          Your session has ended. What you have entered is kept, and what you were about to do goes on when
          you have signed in again.
        </Text>
        <SignIn email={email} hasPasskeys onSignedIn={goOn} />
        <Button variant="subtle" onClick={() => settle(false)}>
          Leave without saving
        </Button>
      </Stack>
    </Dialog>
  );
}
