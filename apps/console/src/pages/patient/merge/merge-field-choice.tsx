import { Radio, SimpleGrid, Text } from "@mantine/core";
import classes from "../../../session/form/conflict-field.module.css";
import type { MergeDifference, Pair } from "./merge-preview.ts";
import { texts as mergeTexts } from "./texts.en.ts";

type MergeFieldChoiceProps = {
  difference: MergeDifference;
  pair: Pair;
  chosenId: string;
  onChoose: (id: string) => void;
};

const texts = mergeTexts.fields;

const titles = { kept: texts.kept, merged: texts.removed };

/** Chooses one of two values of a field. */
export function MergeFieldChoice({ difference, pair, chosenId, onChoose }: MergeFieldChoiceProps) {
  return (
    <Radio.Group label={difference.label} value={chosenId} onChange={onChoose}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
        {(["kept", "merged"] as const).map((side) => (
          <Radio
            key={pair[side].id}
            value={pair[side].id}
            className={classes.side}
            classNames={{ body: classes.body, labelWrapper: classes.label }}
            label={
              <>
                <Text span size="xs" c="dimmed" display="block">
                  {titles[side]}
                </Text>
                <Text component="bdi" size="sm" className={classes.text}>
                  {difference[side] ?? texts.empty}
                </Text>
              </>
            }
          />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
