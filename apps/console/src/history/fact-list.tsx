import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./fact-list.module.css";

type FactListProps = {
  /** What is shown of each: its text, or something richer. */
  facts: readonly { label: string; text: ReactNode }[];
};

/** What is recorded, as labels and texts. What is not recorded says so. */
export function FactList({ facts }: FactListProps) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, text }) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd>
            {text ?? (
              <Text span size="sm" c="dimmed" fs="italic">
                Not recorded
              </Text>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
