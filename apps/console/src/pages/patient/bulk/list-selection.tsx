import { Button, Group, Text } from "@mantine/core";
import { texts as patientListTexts } from "../list/texts.en.ts";
import classes from "./list-selection.module.css";
import { SelectionBar, type SelectionBarProps } from "./selection-bar.tsx";

type ListSelectionProps = Omit<SelectionBarProps, "end"> & {
  /** Whether patients of a narrow list are being selected. */
  isNarrow: boolean;
  onDone: () => void;
};

/** The bar of the selected patients: above a wide list, and at the bottom of a narrow one. */
export function ListSelection({ isNarrow, onDone, ...bar }: ListSelectionProps) {
  const done = (
    <Button size="compact-sm" onClick={onDone}>
      {patientListTexts.selection.done}
    </Button>
  );
  // One element for both, as dialogs of the bar stay open when the screen is turned.
  return (
    <div className={isNarrow ? classes.bottom : classes.above}>
      {isNarrow && bar.patients.length === 0 ? (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" role="status">
            {patientListTexts.selection.nobody}
          </Text>
          {done}
        </Group>
      ) : null}
      <SelectionBar {...bar} end={isNarrow ? done : undefined} />
    </div>
  );
}
