import { SegmentedControl } from "@mantine/core";
import { vitalsTexts as texts } from "../texts/vitals.ts";
import { useUnits } from "./units.ts";

/** Metric or US units, for all forms and charts on this device. */
export function UnitsSwitch() {
  const [units, setUnits] = useUnits();
  return (
    <SegmentedControl
      aria-label={texts.units.label}
      size="xs"
      value={units}
      onChange={(value) => setUnits(value === "us" ? "us" : "metric")}
      data={[
        { value: "metric", label: texts.units.metric },
        { value: "us", label: texts.units.us },
      ]}
    />
  );
}
