import { Radio, Stack } from "@mantine/core";
import { series as texts } from "./texts.en.ts";

export type SeriesPart = "one" | "later";

/** Whether a change is of one appointment of a series, or also of the later ones. */
export const SeriesChoice = ({ part, onPart }: { part: SeriesPart; onPart: (part: SeriesPart) => void }) => (
  <Radio.Group label={texts.label} value={part} onChange={onPart}>
    <Stack gap="xs" mt={6}>
      <Radio value="one" label={texts.one} />
      <Radio value="later" label={texts.later} />
    </Stack>
  </Radio.Group>
);
