import { Box, Stack } from "@mantine/core";
import { Page } from "../shell/page/page.tsx";
import { Permitted } from "../shell/route/permitted.tsx";
import { Section } from "../shell/section/section.tsx";
import { BreakGlassForm } from "./break-glass-form.tsx";
import { Grants } from "./grants.tsx";
import { StaffTabs } from "./staff-tabs.tsx";

/** Requests emergency access to a patient's record for 30 minutes. */
export function BreakGlassPage() {
  return (
    <Permitted needs="staff:break-glass">
      <Page title="Emergency access">
        <StaffTabs />
        <Stack component={Box} maw="var(--width-reading)">
          <Section
            title="Open one patient's record"
            about="For emergencies. You can read the record for 30 minutes. The practice's owners are notified by email at once, see your reason, and find each access in their audit."
          >
            <BreakGlassForm />
          </Section>
          <Grants />
        </Stack>
      </Page>
    </Permitted>
  );
}
