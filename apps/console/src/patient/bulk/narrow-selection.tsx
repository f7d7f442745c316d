import { Button, Group, Text } from "@mantine/core";
import { patientListTexts } from "../../texts/patient-list.ts";
import classes from "./narrow-selection.module.css";
import { SelectionBar, type SelectionBarProps } from "./selection-bar.tsx";

type NarrowSelectionProps = Omit<SelectionBarProps, "end"> & { onDone: () => void };

/** The bar at the bottom of a narrow list, while its patients can be selected. */
export function NarrowSelection({ onDone, ...bar }: NarrowSelectionProps) {
  const done = (
    <Button size="compact-sm" onClick={onDone}>
      {patientListTexts.selection.done}
    </Button>
  );
  return (
    <div className={classes.bar}>
      {bar.patients.length === 0 ? (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" role="status">
            {patientListTexts.selection.nobody}
          </Text>
          {done}
        </Group>
      ) : null}
      <SelectionBar {...bar} end={done} />
    </div>
  );
}
