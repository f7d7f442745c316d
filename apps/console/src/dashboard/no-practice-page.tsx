import { Stack, Text } from "@mantine/core";
import { useMe } from "../session/use-practice.ts";
import { ButtonLink } from "../shell/links.tsx";
import { Page } from "../shell/page.tsx";

/** The start of who is in no practice: who has left all of them, and who administers the server. */
export function NoPracticePage() {
  const { isStaff } = useMe();
  return (
    <Page title="Dashboard">
      <Stack align="start">
        <Text>
          {isStaff
            ? "You administer this server, and are in no practice. To work in one, have yourself invited to it."
            : "You are in no practice. Make one, or have yourself invited to one."}
        </Text>
        {isStaff ? (
          <ButtonLink to="/staff/accounts">Look after accounts</ButtonLink>
        ) : (
          <ButtonLink to="/account/practices">Make a practice</ButtonLink>
        )}
      </Stack>
    </Page>
  );
}
