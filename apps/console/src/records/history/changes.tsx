import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMemo } from "react";
import classes from "./changes.module.css";
import type { FactChange } from "./facts.ts";
import { texts as historyTexts } from "./texts.en.ts";
import { type DiffPart, diffWords } from "./word-diff.ts";

type ChangesProps = {
  changes: readonly FactChange[];
  /** A new record has no previous values, so nothing is marked as changed. */
  isNew?: boolean;
};

export const Changes = ({ changes, isNew = false }: ChangesProps) => (
  <dl className={classes.changes}>
    {changes.map((change) => (
      <div key={change.label} className={classes.change}>
        <dt>{change.label}</dt>
        <dd>{isNew ? change.to : <Change {...change} />}</dd>
      </div>
    ))}
  </dl>
);

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

/** Number of unchanged characters on each side of a change. */
const context = 60;

/** Shows changes of a long text word by word, with shortened context. */
function LongChange({ from, to }: { from: string; to: string }) {
  const [isWhole, { toggle }] = useDisclosure();
  const parts = useMemo(() => diffWords(from, to), [from, to]);
  const isCut = parts.some((part, index) => shorten(part, index, parts.length) !== part.text);
  return (
    <>
      <span className={classes.long}>
        {parts.map((part, index) => {
          const text = isWhole ? part.text : shorten(part, index, parts.length);
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of the parts is fixed.
          return <Part key={index} kind={part.kind} text={text} />;
        })}
      </span>
      {isCut ? (
        <Button size="compact-sm" variant="subtle" onClick={toggle} aria-expanded={isWhole}>
          {isWhole ? historyTexts.showChangeOnly : historyTexts.showWholeText}
        </Button>
      ) : null}
    </>
  );
}

function Part({ kind, text }: DiffPart) {
  if (kind === "removed") return <del className={classes.removed}>{text}</del>;
  if (kind === "added") return <ins className={classes.added}>{text}</ins>;
  return text;
}

function shorten({ kind, text }: DiffPart, index: number, count: number): string {
  if (kind !== "same") return text;
  const [isFirst, isLast] = [index === 0, index === count - 1];
  const [start, end] = [isFirst ? 0 : context, isLast ? 0 : context];
  if (text.length <= start + end + context) return text;
  return `${startOf(text, start)} … ${endOf(text, end)}`;
}

/** Cuts at whole words. */
const startOf = (text: string, length: number) =>
  text
    .slice(0, length)
    .replace(/(?<!\S)\S+$/, "")
    .trimEnd();
const endOf = (text: string, length: number) =>
  text
    .slice(text.length - length)
    .replace(/^\S+/, "")
    .trimStart();
