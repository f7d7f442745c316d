import { SegmentedControl } from "@mantine/core";
import type { ShownUnits } from "../unit/units.ts";
import { texts } from "./texts.en.ts";

/** Metric or US units, in this view only. The default is the account's display setting. */
export const UnitsSwitch = ({ units, switchUnits }: ShownUnits) => (
  <SegmentedControl
    aria-label={texts.units.label}
    size="xs"
    value={units}
    onChange={switchUnits}
    data={[
      { value: "metric", label: texts.units.metric },
      { value: "us", label: texts.units.us },
    ]}
  />
);
