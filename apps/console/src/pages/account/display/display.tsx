import { Stack } from "@mantine/core";
import { texts as keysTexts } from "../../../kit/keys/texts.en.ts";
import { Section } from "../../../kit/section/section.tsx";
import { ColorSchemeChoice } from "../../../kit/theme/color-scheme-choice.tsx";
import { KeysSwitch } from "../../palette/shortcuts/keys-switch.tsx";
import { texts as accountTexts } from "../texts.en.ts";
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
