import { findHead, instantText, type SealHead } from "@caretype/api";
import { withDatabase } from "../command-database.ts";
import { print, tell } from "../output.ts";
import type { Settings } from "../settings.ts";

/** The head alone is the result, so that it can be piped to where it is kept. */
export async function auditHead(settings: Settings): Promise<void> {
  const head = await withDatabase(settings, ({ reader }) => findHead(reader));
  if (!head)
    throw new Error("Nothing is sealed yet: the server does it every minute, or `caretype audit seal` now.");
  tell(`The newest seal is ${describeHead(head)}. To be kept elsewhere:`);
  print(headText(head));
}

/** As `--head` takes it. */
export const headText = ({ number, hash }: SealHead): string => `${number}:${hash}`;

export const describeHead = ({ number, until, entries }: SealHead): string =>
  `number ${number}, of ${entries} ${entries === 1 ? "entry" : "entries"} before ${instantText(until)}`;
