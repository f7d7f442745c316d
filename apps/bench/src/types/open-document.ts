import { readFileSync } from "node:fs";
import type { Editor, Position } from "./editor.ts";

/** A file in an editor, one line of which is typed over. */
export type OpenDocument = {
  file: string;
  /** The line as the file has it. */
  original: string;
  /** Puts this in the line's place; `|` is where the cursor then is, else at the end. */
  type(text: string): Position;
};

/** @throws {Error} when the file has no such line. */
export function openDocument(editor: Editor, file: string, isLine: (line: string) => boolean): OpenDocument {
  const text = readFileSync(file, "utf8");
  const lines = text.split("\n");
  const line = lines.findIndex(isLine);
  const original = lines[line];
  if (original === undefined) throw new Error(`${file} has not the line that is to be edited.`);
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
