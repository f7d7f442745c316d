import type { Usage } from "./process-usage.ts";

/** A cursor position. Lines and characters count from 0. */
export type Position = { line: number; character: number };

/** An editor's requests to a TypeScript server, independent of the protocol. */
export type Editor = {
  /** Opens the file with this text, which the server then uses instead of the one on disk. */
  open(file: string, text: string): void;
  replaceLine(file: string, line: number, change: { from: string; to: string }): void;
  /** Returns the offered names. */
  complete(file: string, at: Position): Promise<string[]>;
  hover(file: string, at: Position): Promise<string>;
  /** Returns the messages of the errors. */
  diagnose(file: string): Promise<string[]>;
  /** Returns the usage of the server's process. */
  usage(): Usage | null;
  close(): Promise<void>;
};

export type EditorKind = { name: string; start(root: string): Promise<Editor> };
