import { Text } from "@mantine/core";
import classes from "./changes.module.css";
import type { FactChange } from "./facts.ts";
import { LongChange } from "./long-change.tsx";
import { texts as historyTexts } from "./texts.en.ts";

type ChangesProps = {
  changes: readonly FactChange[];
  /** A new record has no previous values, so nothing is marked as changed. */
  isNew?: boolean;
};

/** Lists changes field by field. */
export function Changes({ changes, isNew = false }: ChangesProps) {
  return (
    <dl className={classes.changes}>
      {changes.map((change) => (
        <div key={change.label} className={classes.change}>
          <dt>{change.label}</dt>
          <dd>{isNew ? change.to : <Change {...change} />}</dd>
        </div>
      ))}
    </dl>
  );
}

function Change({ from, to, isLong }: FactChange) {
  if (from !== null && to !== null && isLong) return <LongChange from={from} to={to} />;
  return (
    <>
      {from === null ? (
        <Nothing />
      ) : (
        <del className={classes.removed}>
          <bdi>{from}</bdi>
        </del>
      )}
      <span aria-hidden> → </span>
      {to === null ? (
        <Nothing />
      ) : (
        <ins className={classes.added}>
          <bdi>{to}</bdi>
        </ins>
      )}
    </>
  );
}

const Nothing = () => (
  <Text span size="sm" c="dimmed" fs="italic">
    {historyTexts.nothingRecorded}
  </Text>
);
