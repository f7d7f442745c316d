import type { TimelineItem } from "@caretype/client";
import { chosenIn, chosenLabel, labelIn } from "../clinical/options.ts";
import { texts as encounterTexts } from "../encounter/texts.en.ts";
import { formatDecimal, withUnit } from "../unit/units.ts";
import { labelOf } from "../vital-sign/vital-signs.ts";

/** In the user's language where the text is the console's own. */
export function titleOf({ kind, title, coding }: TimelineItem): string {
  if (kind === "encounter")
    return labelIn(encounterTexts.classes, chosenIn(encounterTexts.classes, title)) ?? title;
  return kind === "observation" ? labelOf({ text: title, coding }) : title;
}

/** A record's details besides its title, or null. */
export function recordedValue({ kind, text }: TimelineItem): string | null {
  if (kind === "encounter") return chosenLabel(encounterTexts.statuses, text ?? undefined);
  if (kind === "observation") return withUnitLabels(text ?? "");
  return kind === "note" ? (text ?? "") : null;
}

/** The recorded value with common units: `120 / 80 mmHg`. */
function withUnitLabels(text: string): string {
  const parts = text.split(" / ").map((part) => /^((?:[<>]=?)?-?\d+(?:\.\d+)?) (\S+)$/.exec(part) ?? [part]);
  const isOfOne = new Set(parts.map(([, , unit]) => unit)).size === 1;
  return parts
    .map(([part, number, unit], index) => {
      if (number === undefined || unit === undefined) return part;
      return isOfOne && index < parts.length - 1 ? formatDecimal(number) : withUnit(number, unit);
    })
    .join(" / ");
}
