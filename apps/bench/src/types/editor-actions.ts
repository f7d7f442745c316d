import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cursorLine } from "./client-modules.ts";
import type { Editor, Position } from "./editor.ts";
import type { Project } from "./synthetic-workspace.ts";

/** An action in an editor: type, and wait for the answer. */
export type Action = {
  what: string;
  /** A `reference` completion involves none of our types. The others are compared with it. */
  kind: "completion" | "reference" | "other";
  /** Types and asks. Resolves to the answer's texts. */
  act(): Promise<string[]>;
  /** Whether the answer is right. A quick but wrong answer must not count. */
  isRight(answer: string[]): boolean;
  undo(): void;
};

/** Each action types first, so that the server cannot answer from its cache. */
export function editorActions(editor: Editor, project: Project): Action[] {
  const open = (name: string) =>
    openDocument(editor, join(project.folder, name), (line) => line === cursorLine);
  const [calls, screen] = [open("calls.ts"), open("screen.ts")];
  const feature = `caretype.${project.workingOn}`;
  const complete = (typed: string, expected: string) => completion(editor, calls, { typed, expected });
  return [
    complete(`  ${feature}.|`, "byId"),
    complete("  caretype.|", project.workingOn),
    complete(`  ${feature}.byId.query({ | });`, "id"),
    complete("  record.|", "phoneNumber"),
    { ...complete('  "".|', "trim"), kind: "reference" },
    hover(editor, calls),
    mistake(editor, screen, "in a module that uses one feature"),
    mistake(editor, calls, "in a module that uses every feature"),
    ...(project.recordFile === null ? [] : renames(editor, project.recordFile, { calls, screen })),
  ];
}

function completion(
  editor: Editor,
  document: OpenDocument,
  step: { typed: string; expected: string },
): Action {
  return {
    what: `completion at \`${step.typed.trim().replace("|", "")}\``,
    kind: "completion",
    act: () => editor.complete(document.file, document.type(step.typed)),
    isRight: (names) => names.includes(step.expected),
    undo: () => document.type(document.original),
  };
}

function hover(editor: Editor, document: OpenDocument): Action {
  return {
    what: "hover over a result",
    kind: "other",
    act: async () => [await editor.hover(document.file, document.type("  re|cord.version;"))],
    isRight: ([text = ""]) => text.includes("phoneNumber"),
    undo: () => document.type(document.original),
  };
}

const isAbout = (field: string) => (messages: string[]) =>
  messages.length === 1 && messages.every((message) => message.includes(`'${field}'`));

function mistake(editor: Editor, document: OpenDocument, where: string): Action {
  return {
    what: `a mistake turns red, ${where}`,
    kind: "other",
    act() {
      document.type("  record.versoin;");
      return editor.diagnose(document.file);
    },
    isRight: isAbout("versoin"),
    undo: () => document.type(document.original),
  };
}

/** Renames an output's field on the server, which is an error in a client module that reads it. */
function renames(
  editor: Editor,
  recordFile: string,
  { calls, screen }: { calls: OpenDocument; screen: OpenDocument },
): Action[] {
  const record = openDocument(editor, recordFile, (line) => line.includes("phoneNumber:"));
  const rename = () => record.type(record.original.replace("phoneNumber", "telephone"));
  const showsError = (document: OpenDocument, where: string): Action => ({
    what: `a renamed output field turns its reader red, ${where}`,
    kind: "other",
    act() {
      rename();
      return editor.diagnose(document.file);
    },
    isRight: isAbout("phoneNumber"),
    undo: () => record.type(record.original),
  });
  return [
    showsError(screen, "in a module that uses one feature"),
    showsError(calls, "in a module that uses every feature"),
    {
      what: "completion at `record.` after that rename",
      kind: "completion",
      act() {
        rename();
        return editor.complete(screen.file, screen.type("  record.|"));
      },
      isRight: (names) => names.includes("telephone") && !names.includes("phoneNumber"),
      undo() {
        screen.type(screen.original);
        record.type(record.original);
      },
    },
  ];
}

/** A file in an editor. One of its lines is edited. */
type OpenDocument = {
  file: string;
  /** The line as in the file. */
  original: string;
  /** Replaces the line. `|` marks the cursor, by default at the end. */
  type(text: string): Position;
};

/** @throws {Error} if the file has no such line. */
function openDocument(editor: Editor, file: string, isLine: (line: string) => boolean): OpenDocument {
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
