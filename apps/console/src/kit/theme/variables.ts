import type { CSSVariablesResolver } from "@mantine/core";
import { colors } from "./colors.ts";

const { gray, dark, danger, warning } = colors;

const tinted = Object.keys(colors).filter((name) => name !== "dark");

/** Mantine's tints in the dark scheme are darker than a panel, and text on them is white. */
const darkTints = Object.fromEntries(
  tinted.flatMap((name) => [
    [`--mantine-color-${name}-light`, tintOf(name, 20)],
    [`--mantine-color-${name}-light-hover`, tintOf(name, 30)],
    [`--mantine-color-${name}-light-color`, `var(--mantine-color-${name}-3)`],
  ]),
);

function tintOf(name: string, percent: number): string {
  return `color-mix(in srgb, var(--mantine-color-${name}-6) ${percent}%, var(--mantine-color-dark-7))`;
}

/**
 * Additions to Mantine's variables. Surfaces rise in three steps: page, panels, overlays. Mantine's text shades have
 * too little contrast for WCAG AA.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    "--width-reading": "45rem",
    "--header-height": "3.5rem",
    "--navigation-width": "14.5rem",
  },
  light: {
    "--surface-page": gray[0],
    "--surface-panel": "#ffffff",
    "--surface-raised": "#ffffff",
    "--surface-hover": gray[1],
    "--border-subtle": gray[2],
    "--mantine-color-text": gray[9],
    "--mantine-color-default-color": gray[9],
    "--mantine-color-default-border": gray[3],
    "--mantine-color-default-hover": gray[1],
    "--mantine-color-dimmed": gray[6],
    "--mantine-color-placeholder": gray[6],
    "--mantine-color-error": danger[7],
    "--mantine-color-yellow-light-color": warning[8],
  },
  dark: {
    "--surface-page": dark[8],
    "--surface-panel": dark[7],
    "--surface-raised": dark[6],
    "--surface-hover": dark[6],
    "--border-subtle": dark[5],
    "--mantine-color-default-hover": dark[5],
    "--mantine-color-dimmed": dark[1],
    "--mantine-color-placeholder": dark[1],
    "--mantine-color-error": danger[3],
    "--mantine-color-disabled": dark[5],
    "--mantine-color-disabled-color": dark[2],
    ...darkTints,
  },
});
