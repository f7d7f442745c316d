import { Stack } from "@mantine/core";
import { KeysSwitch } from "../../keys/keys-switch.tsx";
import { ColorSchemeChoice } from "../../shell/layout/color-scheme-choice.tsx";
import { Section } from "../../shell/section/section.tsx";
import { keysTexts } from "../../texts/keys.ts";
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
      <Section title={keysTexts.title}>
        <KeysSwitch />
      </Section>
    </Stack>
  );
}
