import { findHead, findSealLag, type SealHead, type SealLag } from "@caretype/api/audit/seal/queries";
import { instantText } from "@caretype/api/audit/seal/seal-hash";
import { print, printToStderr } from "@caretype/cli/output";
import type { Settings } from "../settings/settings.ts";
import { withDatabase } from "./command-database.ts";
import { shellCommand } from "./shell-command.ts";

/** Prints only the head to standard output, so that it can be piped. */
export async function auditHead(settings: Settings): Promise<void> {
  const { head, lag } = await withDatabase(settings, async ({ reader }) => ({
    head: await findHead(reader),
    lag: await findSealLag(reader),
  }));
  if (lag) printToStderr(describeLag(lag));
  if (!head)
    throw new Error(
      `Nothing is sealed yet. The server seals every minute; to seal now, run ${shellCommand("audit seal")}.`,
    );
  printToStderr(`The newest seal is ${describeHead(head)}. Keep this head outside of the database:`);
  print(headText(head));
}

export const describeLag = ({ until, minutes }: SealLag): string =>
  minutes === null || until === null
    ? "Nothing is sealed, though there are entries older than five minutes. Check that a server is running, and its log."
    : minutes < 0
      ? `The newest seal is in the future, at ${until}. Nothing more is sealed until this is corrected.`
      : `Nothing was sealed since ${until}, ${minutes} minutes ago, though there are entries. Check that a server is running, and its log.`;

/** The head in the form that `--head` accepts. */
export const headText = ({ number, hash }: Pick<SealHead, "number" | "hash">): string => `${number}:${hash}`;

export const describeHead = ({ number, until, entries }: SealHead): string =>
  `number ${number}, over ${entries} ${entries === 1 ? "entry" : "entries"} before ${instantText(until)}`;
