import { Stack, Text } from "@mantine/core";
import { Page } from "../../kit/page/page.tsx";
import { useMe } from "../../session/client/use-practice.ts";
import { commonTexts } from "../../words/common/common.ts";
import { ButtonLink } from "../../words/format/links.tsx";
import { texts as dashboardTexts } from "./texts.en.ts";

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
