import type { MantineColorsTuple } from "@mantine/core";

type Shades = MantineColorsTuple;

/** The brand: a deep teal. Shade 8 has enough contrast for white text. */
const brand: Shades = [
  "#eef8f7",
  "#dcf1ee",
  "#b8e2dd",
  "#8bcfc7",
  "#5db8ae",
  "#379b91",
  "#1f8279",
  "#166b64",
  "#0f5a55",
  "#0a4642",
];

/** Cool neutrals for the light scheme, from the page to text. */
const gray: Shades = [
  "#f6f7f9",
  "#eff1f4",
  "#e4e7ec",
  "#d3d8e0",
  "#b9c0cb",
  "#8891a0",
  "#5c6573",
  "#454d59",
  "#2d343e",
  "#171c23",
];

/** Neutrals for the dark scheme: text, borders, raised, surface, page. */
const dark: Shades = [
  "#e3e7ec",
  "#b3bbc6",
  "#8c96a3",
  "#67717e",
  "#333a43",
  "#2a3038",
  "#21262d",
  "#181c22",
  "#0f1216",
  "#0a0c0f",
];

const danger: Shades = [
  "#fdf1f0",
  "#fbe1df",
  "#f5c0bc",
  "#ee9a94",
  "#ea7d75",
  "#dd5248",
  "#cc3b31",
  "#b52d24",
  "#9c231b",
  "#7c1912",
];

const warning: Shades = [
  "#fef7e8",
  "#fceccb",
  "#f8d894",
  "#f3c15a",
  "#eeac2e",
  "#d9911a",
  "#b97612",
  "#965c0c",
  "#784809",
  "#5f3806",
];

const success: Shades = [
  "#eff8f0",
  "#dcf0df",
  "#b6dfbc",
  "#8acb94",
  "#63b670",
  "#429c51",
  "#2f8440",
  "#236d33",
  "#1a5928",
  "#12441d",
];

const info: Shades = [
  "#eff5fd",
  "#dce9fa",
  "#b7d1f4",
  "#8bb5ec",
  "#6499e2",
  "#427dd0",
  "#2d66b8",
  "#235299",
  "#1b427d",
  "#133261",
];

/** Mantine's names map to the same shades, as its components use them for errors. */
export const colors = {
  brand,
  gray,
  dark,
  danger,
  warning,
  success,
  info,
  red: danger,
  yellow: warning,
  green: success,
  blue: info,
};
