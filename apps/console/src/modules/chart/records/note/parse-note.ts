import type { List, ListItem, Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

/** Markdown features besides headings, emphasis, lists and quotes. They are shown as typed. */
const unread = [
  "autolink",
  "characterEscape",
  "characterReference",
  "codeFenced",
  "codeIndented",
  "codeText",
  "definition",
  "hardBreakEscape",
  "htmlFlow",
  "htmlText",
  "labelEnd",
  "labelStartImage",
  "labelStartLink",
  "setextUnderline",
  "thematicBreak",
];

/** Parses the Markdown of notes. */
export const parseNote = (text: string): Root =>
  fromMarkdown(text, { extensions: [{ disable: { null: unread } }] });

/** A part, as typed. */
export const typed = ({ position }: Nodes, source: string): string =>
  source.slice(position?.start.offset, position?.end.offset);

/** An item's number, which Markdown would count itself. */
export const numberOf = (item: ListItem, source: string): number => Number.parseInt(typed(item, source), 10);

/** `-`, `+` or `*`. */
export const markerOf = (list: List, source: string): string => typed(list, source).slice(0, 1);

/** Whether emphasis touches a letter or digit, as in `2*3*4`. It then is none. */
export function isInWord({ position }: Nodes, source: string): boolean {
  const before = source.slice(0, position?.start.offset);
  const after = source.slice(position?.end.offset);
  return /[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after);
}

/** The text alone, in one line. */
export function plainText(text: string): string {
  const wordsOf = (node: Nodes): string => {
    if (!("children" in node)) return "value" in node ? node.value : " ";
    const isStress = node.type === "emphasis" || node.type === "strong";
    if (isStress && isInWord(node, text)) return typed(node, text);
    const isLine = isStress || node.type === "paragraph" || node.type === "heading";
    return node.children.map(wordsOf).join(isLine ? "" : " ");
  };
  return wordsOf(parseNote(text)).replace(/\s+/g, " ").trim();
}
