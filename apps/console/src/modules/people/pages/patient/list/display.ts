import { useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { keptPrefix } from "../../../../../kit/settings/kept-settings.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { parseStored } from "../../../../../words/settings/display-settings.ts";
import { patientFields } from "../../../records/patient/field-views.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { columns as texts } from "./texts.en.ts";

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

export const usual: Display = {
  density: "comfortable",
  columns: ["born", "gender", "phone", "doctor", "added"],
};

const narrow: Display = { ...usual, columns: ["born", "phone", "doctor"] };

/** The display. Default: as many columns as fit beside whole names. */
export function useFitting(display: Display | null): Display {
  const isWide = useMediaQuery("(min-width: 80em)", undefined, { getInitialValueInEffect: false });
  return display ?? (isWide ? usual : narrow);
}

/** The choice on this device. Null: none. */
export function useDisplay(): [Display | null, (display: Display) => void] {
  const [display, setDisplay] = useLocalStorage<Display | null>({
    key: `${keptPrefix}patients`,
    defaultValue: null,
    getInitialValueInEffect: false,
    deserialize: readDisplay,
  });
  return [display, setDisplay];
}

/** Ignores what another version has stored. */
function readDisplay(text?: string): Display | null {
  const stored = parseStored(text);
  if (stored === null) return null;
  const { density, columns } = Object(stored);
  return {
    density: densities.find((known) => known === density) ?? usual.density,
    columns: Array.isArray(columns) ? columnNames.filter((name) => columns.includes(name)) : usual.columns,
  };
}

export const columnLabels: Record<ColumnName, string> = {
  born: texts.born,
  gender: patientFields.gender.label,
  phone: patientFields.phoneNumber.label,
  email: patientFields.email.label,
  address: patientFields.address.label,
  language: patientFields.preferredLanguage.label,
  doctor: commonTexts.doctor,
  visit: texts.nextVisit,
  added: patientTexts.fields.added,
  changed: texts.changed,
};
