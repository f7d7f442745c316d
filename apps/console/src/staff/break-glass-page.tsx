import { Box, Stack } from "@mantine/core";
import { Page } from "../shell/page/page.tsx";
import { Permitted } from "../shell/route/permitted.tsx";
import { Section } from "../shell/section/section.tsx";
import { BreakGlassForm } from "./break-glass-form.tsx";
import { Grants } from "./grants.tsx";
import { StaffTabs } from "./staff-tabs.tsx";

/** For an emergency: one patient's record, for half an hour, with everybody told who has to know. */
export function BreakGlassPage() {
  return (
    <Permitted needs="staff:break-glass">
      <Page title="Break the glass">
        <StaffTabs />
        <Stack component={Box} maw={820}>
          <Section
            title="Open one patient's record"
            about="For an emergency. It is open to you for half an hour. The practice's owners are told by mail at once, read your reason, and find each of your looks at the record in their audit."
          >
            <BreakGlassForm />
          </Section>
          <Grants />
        </Stack>
      </Page>
    </Permitted>
  );
}
