import { Stack, Text } from "@mantine/core";
import { useMe } from "../session/use-practice.ts";
import { Page } from "../shell/page/page.tsx";
import { ButtonLink } from "../shell/text/links.tsx";

/** The start page of accounts without a practice, and of server staff. */
export function NoPracticePage() {
  const { isStaff } = useMe();
  return (
    <Page title="Dashboard">
      <Stack align="start">
        <Text>
          {isStaff
            ? "You administer this server and are in no practice. To work in one, ask its owner for an invitation."
            : "You are in no practice. Create one, or ask an owner for an invitation."}
        </Text>
        {isStaff ? (
          <ButtonLink to="/staff/accounts">Manage accounts</ButtonLink>
        ) : (
          <ButtonLink to="/account/practices">Create a practice</ButtonLink>
        )}
      </Stack>
    </Page>
  );
}
