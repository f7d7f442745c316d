import { useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { keptPrefix } from "../../../kit/settings/kept-settings.ts";
import { parseStored } from "../../../words/settings/display-settings.ts";

/** The columns beside the name, in display order. */
export const columnNames = [
  "born",
  "gender",
  "phone",
  "email",
  "address",
  "language",
  "doctor",
  "visit",
  "added",
  "changed",
] as const;
export type ColumnName = (typeof columnNames)[number];

const densities = ["comfortable", "compact"] as const;
type Density = (typeof densities)[number];

export type Display = { density: Density; columns: readonly ColumnName[] };

const usual: Display = {
  density: "comfortable",
  columns: ["born", "gender", "phone", "doctor", "added"],
};

const narrow: Display = { ...usual, columns: ["born", "phone", "doctor"] };

/** What is shown: without a choice, as many columns as a narrow window has room for beside whole names. */
export function useFitting(display: Display): Display {
  const isWide = useMediaQuery("(min-width: 80em)", undefined, { getInitialValueInEffect: false });
  return display === usual && !isWide ? narrow : display;
}

/** The choice on this device. */
export function useDisplay(): [Display, (display: Display) => void] {
  const [display, setDisplay] = useLocalStorage<Display>({
    key: `${keptPrefix}patients`,
    defaultValue: usual,
    getInitialValueInEffect: false,
    deserialize: (text) => (text === undefined ? usual : readDisplay(text)),
  });
  return [display, setDisplay];
}

/** Ignores what another version has stored. */
function readDisplay(text: string): Display {
  const { density, columns } = Object(parseStored(text));
  return {
    density: densities.find((known) => known === density) ?? usual.density,
    columns: Array.isArray(columns) ? columnNames.filter((name) => columns.includes(name)) : usual.columns,
  };
}
