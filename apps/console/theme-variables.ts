import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  type MantineTheme,
  mergeMantineTheme,
} from "@mantine/core";
import type { Plugin } from "vite";
import { look } from "./src/kit/theme/look.ts";
import { cssVariables } from "./src/kit/theme/variables.ts";

type Variables = ReturnType<typeof defaultCssVariablesResolver>;
type Scope = keyof Variables;

const scopes: readonly Scope[] = ["variables", "light", "dark"];

/** Those of Mantine's own theme are in its style sheet already. */
function variablesOf(theme: MantineTheme): Variables {
  const usual = defaultCssVariablesResolver(DEFAULT_THEME);
  const [made, added] = [defaultCssVariablesResolver(theme), cssVariables(theme)];
  const changed = (scope: Scope) =>
    Object.entries<string>({ ...made[scope], ...added[scope] }).filter(
      ([name, value]) => Reflect.get(usual[scope], name) !== value,
    );
  const [variables, light, dark] = scopes.map((scope) => Object.fromEntries(changed(scope)));
  return { variables: variables ?? {}, light: light ?? {}, dark: dark ?? {} };
}

/** The theme's variables as a style sheet, which the console and the pages without Mantine's code share. */
const themeStyles = (): string =>
  convertCssVariables(variablesOf(mergeMantineTheme(DEFAULT_THEME, look)), ":root");

const name = "virtual:theme.css";

/** Mantine's own component for them, which each page would load and none uses. */
const unused = /[\\/]MantineCssVariables\.mjs$/;
const nothing = "\0no-css-variables";

/** Makes `import "virtual:theme.css"` that style sheet, in place of what Mantine would compute on each page. */
export const themeVariables = (): Plugin => ({
  name: "theme-variables",
  enforce: "pre",
  resolveId(id) {
    if (unused.test(id)) return nothing;
    return id === name ? `\0${name}` : null;
  },
  load(id) {
    if (id === nothing) return "export const MantineCssVariables = () => null;";
    return id === `\0${name}` ? themeStyles() : null;
  },
});
