import { Box, Stack } from "@mantine/core";
import { Page } from "../../kit/page/page.tsx";
import { Section } from "../../kit/section/section.tsx";
import { Permitted } from "../../session/route/permitted.tsx";
import { BreakGlassForm } from "./break-glass-form.tsx";
import { Grants } from "./grants.tsx";
import { StaffTabs } from "./staff-tabs.tsx";
import { texts as staffTexts } from "./texts.en.ts";

/** Requests emergency access to a patient's record for 30 minutes. */
export function BreakGlassPage() {
  return (
    <Permitted needs="staff:break-glass">
      <Page title={staffTexts.emergencyAccess}>
        <StaffTabs />
        <Stack component={Box} maw="var(--width-reading)">
          <Section title={staffTexts.request.title} about={staffTexts.request.about}>
            <BreakGlassForm />
          </Section>
          <Grants />
        </Stack>
      </Page>
    </Permitted>
  );
}
