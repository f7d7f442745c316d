import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useId } from "react";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import classes from "./menu.module.css";

type Choice = { scheme: MantineColorScheme; label: string; icon: typeof IconSun };

export const schemeChoices: readonly Choice[] = [
  { scheme: "light", label: frameTexts.userMenu.light, icon: IconSun },
  { scheme: "dark", label: frameTexts.userMenu.dark, icon: IconMoon },
  { scheme: "auto", label: frameTexts.userMenu.system, icon: IconDeviceDesktop },
];

export function ColorSchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = useId();
  return (
    <fieldset className={classes.section}>
      <legend className={classes.heading}>{frameTexts.userMenu.colors}</legend>
      <div className={classes.schemes}>
        {schemeChoices.map(({ scheme, label, icon: Icon }) => (
          <label key={scheme} className={classes.scheme}>
            <input
              type="radio"
              name={name}
              checked={colorScheme === scheme}
              onChange={() => setColorScheme(scheme)}
            />
            <Icon size={18} aria-hidden />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
