import { Button, Stack, Text } from "@mantine/core";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { caretype } from "../../../../../session/client/api.ts";
import type { SignInRequest } from "../../../../../session/client/sign-in-request.ts";
import { texts as sessionTexts } from "../../../../../session/client/texts.en.ts";
import { SignIn } from "./sign-in.tsx";

/** Above all dialogs, including the one for re-authentication. */
const zIndex = 2000;

/** Asks to sign in over a covered page, which only the same account can uncover. */
export function SignInAgainDialog({
  request: { accountId, email, why, settle },
}: {
  request: SignInRequest;
}) {
  const texts = sessionTexts.again[why];
  const proceed = async () => {
    const session = await caretype.auth.session();
    settle(session?.accountId === accountId);
  };
  return (
    <Dialog
      onClose={() => settle(false)}
      title={texts.title}
      centered
      zIndex={zIndex}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      // main.css hides everything else on the page.
      portalProps={{ reuseTargetNode: false, className: "over-cover" }}
    >
      <Stack>
        <Text size="sm">{texts.text}</Text>
        <SignIn email={email} label={texts.submit} passkeysOf={accountId} hasPasskeys onSignedIn={proceed} />
        <Button variant="subtle" onClick={() => settle(false)}>
          {texts.leave}
        </Button>
      </Stack>
    </Dialog>
  );
}
