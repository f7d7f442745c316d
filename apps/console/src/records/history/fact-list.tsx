import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./fact-list.module.css";
import { texts as historyTexts } from "./texts.en.ts";

type FactListProps = {
  facts: readonly { label: string; text: ReactNode }[];
};

/** Lists facts with their labels. Missing ones are marked as not recorded. */
export const FactList = ({ facts }: FactListProps) => (
  <dl className={classes.facts}>
    {facts.map(({ label, text }) => (
      <div key={label} className={classes.fact}>
        <dt>{label}</dt>
        <dd>
          {text ?? (
            <Text span size="sm" c="dimmed" fs="italic">
              {historyTexts.notRecorded}
            </Text>
          )}
        </dd>
      </div>
    ))}
  </dl>
);
