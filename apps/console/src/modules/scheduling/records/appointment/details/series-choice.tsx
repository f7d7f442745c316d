import { Choice } from "../../../../../kit/form/choice.tsx";
import { series as texts } from "./texts.en.ts";

export type SeriesPart = "one" | "later";

/** Whether to change one appointment of a series, or also the later ones. */
export const SeriesChoice = ({ part, onPart }: { part: SeriesPart; onPart: (part: SeriesPart) => void }) => (
  <Choice
    label={texts.label}
    value={part}
    onChange={onPart}
    options={(["one", "later"] as const).map((value) => ({ value, label: texts[value] }))}
  />
);
