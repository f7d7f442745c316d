import { readFileSync } from "node:fs";
import type { Editor, Position } from "./editor.ts";

/** A file in an editor. One of its lines is edited. */
export type OpenDocument = {
  file: string;
  /** The line as in the file. */
  original: string;
  /** Replaces the line. `|` marks the cursor, by default at the end. */
  type(text: string): Position;
};

/** @throws {Error} if the file has no such line. */
export function openDocument(editor: Editor, file: string, isLine: (line: string) => boolean): OpenDocument {
  const text = readFileSync(file, "utf8");
  const lines = text.split("\n");
  const line = lines.findIndex(isLine);
  const original = lines[line];
  if (original === undefined) throw new Error(`${file} does not contain the line to edit.`);
  editor.open(file, text);
  let current = original;
  return {
    file,
    original,
    type(typed) {
      const to = typed.replace("|", "");
      editor.replaceLine(file, line, { from: current, to });
      current = to;
      return { line, character: typed.includes("|") ? typed.indexOf("|") : to.length };
    },
  };
}
