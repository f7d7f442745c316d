import { Button, Text } from "@mantine/core";
import { keysTexts } from "../../texts/keys.ts";
import classes from "./narrow-selection.module.css";
import { SelectionBar, type SelectionBarProps } from "./selection-bar.tsx";

type NarrowSelectionProps = SelectionBarProps & { onDone: () => void };

/** The bar at the bottom of a narrow list, while its patients can be selected. */
export function NarrowSelection({ onDone, ...bar }: NarrowSelectionProps) {
  return (
    <div className={classes.bar}>
      {bar.patients.length === 0 ? (
        <Text size="sm" role="status" flex={1}>
          {keysTexts.noneSelected}
        </Text>
      ) : null}
      <SelectionBar {...bar} />
      <Button size="compact-sm" onClick={onDone}>
        {keysTexts.doneSelecting}
      </Button>
    </div>
  );
}
