import { Stack, Text } from "@mantine/core";
import { useMe } from "../session/use-practice.ts";
import { Page } from "../shell/page/page.tsx";
import { ButtonLink } from "../shell/text/links.tsx";
import { commonTexts } from "../texts/common.ts";
import { dashboardTexts } from "../texts/dashboard.ts";

const texts = dashboardTexts.noPractice;

/** The start page of accounts without a practice, and of server staff. */
export function NoPracticePage() {
  const { isStaff } = useMe();
  return (
    <Page title={commonTexts.dashboard}>
      <Stack align="start">
        <Text>{isStaff ? texts.ofStaff : texts.text}</Text>
        {isStaff ? (
          <ButtonLink to="/staff/accounts">{texts.manageAccounts}</ButtonLink>
        ) : (
          <ButtonLink to="/account/practices">{texts.create}</ButtonLink>
        )}
      </Stack>
    </Page>
  );
}
