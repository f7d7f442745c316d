import type { Emphasis, Heading, List, Nodes, Parents, Strong } from "mdast";
import { Fragment, memo, type ReactNode } from "react";
import classes from "./note-text.module.css";
import { isInWord, markerOf, numberOf, parseNote, typed } from "./parse-note.ts";

type NoteTextProps = {
  /** Markdown. */
  text: string;
  /** Strikes it through, as it was entered in error. */
  isStruck?: boolean;
  /** The level of its headings. Default: 3. */
  level?: 3 | 4;
};

/** Renders a note's Markdown. Never as HTML: each part is a React element or text. */
export const NoteText = memo(function NoteText({ text, isStruck = false, level = 3 }: NoteTextProps) {
  return (
    <div dir="auto" className={isStruck ? `${classes.text} ${classes.struck}` : classes.text}>
      {childrenOf(parseNote(text), { text, level })}
    </div>
  );
});

type Source = Required<Pick<NoteTextProps, "text" | "level">>;

const childrenOf = ({ children }: Parents, source: Source): ReactNode[] => nodesOf(children, source);

const nodesOf = (nodes: readonly Nodes[], source: Source): ReactNode[] =>
  nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the order of the parts is fixed.
    <Fragment key={index}>{elementOf(node, source)}</Fragment>
  ));

function elementOf(node: Nodes, source: Source): ReactNode {
  switch (node.type) {
    case "text":
      return node.value;
    case "break":
      return "\n";
    case "emphasis":
    case "strong":
      return stressed(node, source);
    case "paragraph":
      return <p dir="auto">{childrenOf(node, source)}</p>;
    case "heading":
      return headingOf(node, source);
    case "blockquote":
      return <blockquote>{childrenOf(node, source)}</blockquote>;
    case "list":
      return listOf(node, source);
    default:
      // Parts that a newer version of the library may parse are shown as typed.
      return typed(node, source.text);
  }
}

/** All have one level, as a text may skip some. */
function headingOf(node: Heading, source: Source): ReactNode {
  const Tag = `h${source.level}` as const;
  return (
    <Tag dir="auto" data-depth={node.depth}>
      {childrenOf(node, source)}
    </Tag>
  );
}

function stressed(node: Emphasis | Strong, source: Source): ReactNode {
  const children = childrenOf(node, source);
  const sign = (source.text[node.position?.start.offset ?? 0] ?? "").repeat(node.type === "strong" ? 2 : 1);
  if (isInWord(node, source.text)) return [sign, ...children, sign];
  return node.type === "strong" ? <strong>{children}</strong> : <em>{children}</em>;
}

/** Bullets and numbers are shown as typed: "+" and "3." may have a meaning. */
function listOf(list: List, source: Source): ReactNode {
  const items = list.children.map((item, index) => {
    const [first, ...others] = item.children;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the order of the parts is fixed.
      <li key={index} dir="auto" value={list.ordered ? numberOf(item, source.text) : undefined}>
        {first?.type === "paragraph" ? childrenOf(first, source) : nodesOf(first ? [first] : [], source)}
        {nodesOf(others, source)}
      </li>
    );
  });
  return list.ordered ? <ol>{items}</ol> : <ul data-marker={markerOf(list, source.text)}>{items}</ul>;
}
