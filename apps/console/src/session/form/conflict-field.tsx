import { Radio, SimpleGrid, Text } from "@mantine/core";
import { texts as formTexts } from "../../kit/form/texts.en.ts";
import type { Side } from "./conflict.ts";
import classes from "./conflict-field.module.css";

type ConflictFieldProps = {
  difference: { name: string; label: string; mine: string; theirs: string; suggested: Side | null };
  chosen: Side | undefined;
  /** Saving was attempted without this choice. */
  isMissing: boolean;
  onChoose: (side: Side) => void;
};

const { conflict: texts } = formTexts;
const titles: Record<Side, string> = { mine: texts.mine, theirs: texts.theirs };
const hints: Record<Side, string> = { mine: texts.changedByMe, theirs: texts.changedByThem };

/** Shows both versions of a field side by side. */
export function ConflictField({ difference, chosen, isMissing, onChoose }: ConflictFieldProps) {
  const { name, label, suggested } = difference;
  return (
    <Radio.Group
      label={label}
      description={suggested ? hints[suggested] : texts.changedByBoth}
      error={isMissing ? texts.choose : null}
      value={chosen ?? null}
      onChange={(side) => onChoose(side === "mine" ? "mine" : "theirs")}
      data-conflict={name}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6} mb={6}>
        {(["mine", "theirs"] as const).map((side) => (
          <Radio
            key={side}
            value={side}
            className={classes.side}
            classNames={{ body: classes.body, labelWrapper: classes.label }}
            label={
              <>
                <Text span size="xs" c="dimmed" display="block">
                  {titles[side]}
                </Text>
                <Text span size="sm" className={classes.text}>
                  {difference[side] || texts.empty}
                </Text>
              </>
            }
          />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
