import { isPanel, loinc } from "@caretype/chart/unit/measures";
import { isNothing } from "../table/cells.ts";
import { readSign } from "../table/signs.ts";
import { pressureCodes, pressurePanel } from "./record-input.ts";

// Rows of panels: both pressures in one cell, and the heading of the rows that follow.

type Panel = { text: string; coding?: { system: string; code: string } | undefined };

const bothPressures =
  /^(?:(?:n?i?bp|rr|ta|pa)[\s:]*)?(\d{2,3})(?:[.,]0)?\s*(?:[/\\]|over|zu|sobre|sur|su)\s*(\d{2,3})(?:[.,]0)?(?:\s*mm\s?\/?\[?hg\]?)?$/i;
const longestPressures = 40;

const isPressure = ({ text, coding }: Panel): boolean =>
  coding ? isPanel(coding) : readSign({ column: text })?.code === pressurePanel.coding.code;

/** The components of a blood pressure in one cell, as people write it: `140/90`. Undefined for anything else. */
export function pressuresIn(panel: Panel, cell: string, unit: string | null) {
  const text = cell.trim();
  const [, systolic, diastolic] = text.length > longestPressures ? [] : (bothPressures.exec(text) ?? []);
  if (systolic === undefined || diastolic === undefined || !isPressure(panel)) return undefined;
  const part = (code: string, display: string, number: string) => ({
    code: { text: display, coding: { system: loinc, code, display } },
    value: { kind: "quantity", number, unit: unit ?? "mm[Hg]" },
  });
  return [
    part(pressureCodes.systolic, "Systolic blood pressure", systolic),
    part(pressureCodes.diastolic, "Diastolic blood pressure", diastolic),
  ];
}

/** Whether a row names a panel and has no value: its values are rows of their own. */
export const isHeading = (panel: Panel, cell: string): boolean =>
  isNothing(cell) && (isPressure(panel) || /\bpanel\b/i.test(panel.text));
