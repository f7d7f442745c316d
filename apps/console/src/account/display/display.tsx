import { Stack } from "@mantine/core";
import { KeysSwitch } from "../../keys/keys-switch.tsx";
import { ColorSchemeChoice } from "../../shell/layout/color-scheme-choice.tsx";
import { Section } from "../../shell/section/section.tsx";
import { accountTexts } from "../../texts/account.ts";
import { keysTexts } from "../../texts/keys.ts";
import { DateSettings } from "./date-settings.tsx";
import { UnitsSetting } from "./units-setting.tsx";

/** How the console is shown: in this browser, and for units, to the account. */
export function Display() {
  return (
    <Stack>
      <Section title={accountTexts.display.dates} about={accountTexts.display.about}>
        <DateSettings />
      </Section>
      <Section title={accountTexts.display.units.title} about={accountTexts.display.units.about}>
        <UnitsSetting />
      </Section>
      <Section title={accountTexts.display.appearance}>
        <ColorSchemeChoice />
      </Section>
      <Section title={keysTexts.title}>
        <KeysSwitch />
      </Section>
    </Stack>
  );
}
