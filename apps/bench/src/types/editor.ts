import type { Usage } from "./process-usage.ts";

/** Where a cursor is; lines and characters count from 0. */
export type Position = { line: number; character: number };

/** What an editor asks a TypeScript server, whichever protocol that speaks. */
export type Editor = {
  /** Also tells the server the file's text, which counts from now on in place of the disk's. */
  open(file: string, text: string): void;
  replaceLine(file: string, line: number, change: { from: string; to: string }): void;
  /** The names that are offered. */
  complete(file: string, at: Position): Promise<string[]>;
  hover(file: string, at: Position): Promise<string>;
  /** The messages of the errors. */
  diagnose(file: string): Promise<string[]>;
  /** Of the server's process. */
  usage(): Usage | null;
  close(): Promise<void>;
};

export type EditorKind = { name: string; start(root: string): Promise<Editor> };
