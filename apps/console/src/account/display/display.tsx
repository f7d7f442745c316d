import { Stack } from "@mantine/core";
import { ColorSchemeChoice } from "../../shell/layout/color-scheme-choice.tsx";
import { Section } from "../../shell/section/section.tsx";
import { DateSettings } from "./date-settings.tsx";

/** How this browser shows the console. */
export function Display() {
  return (
    <Stack>
      <Section
        title="Dates and numbers"
        about="These settings are stored in this browser and apply to everybody who uses it."
      >
        <DateSettings />
      </Section>
      <Section title="Appearance">
        <ColorSchemeChoice />
      </Section>
    </Stack>
  );
}
