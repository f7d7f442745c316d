import { findHead, findSealLag, instantText, type SealHead, type SealLag } from "@caretype/api";
import { print, tell } from "../log/output.ts";
import type { Settings } from "../settings/settings.ts";
import { withDatabase } from "./command-database.ts";
import { shellCommand } from "./shell-command.ts";

/** The head alone is the result, so that it can be piped to where it is kept. */
export async function auditHead(settings: Settings): Promise<void> {
  const { head, lag } = await withDatabase(settings, async ({ reader }) => ({
    head: await findHead(reader),
    lag: await findSealLag(reader),
  }));
  if (lag) tell(describeLag(lag));
  if (!head)
    throw new Error(
      `Nothing is sealed yet: the server does it every minute, or ${shellCommand("audit seal")} now.`,
    );
  tell(`The newest seal is ${describeHead(head)}. To be kept elsewhere:`);
  print(headText(head));
}

export const describeLag = ({ until, minutes }: SealLag): string =>
  minutes === null || until === null
    ? "Nothing is sealed, though there are entries older than five minutes: no server runs, or it says in its log what holds that up."
    : minutes < 0
      ? `The newest seal is of a time to come, ${until}: nothing more is sealed until somebody sees to that.`
      : `Nothing is sealed since ${until}, ${minutes} minutes ago, though there are entries: no server runs, or it says in its log what holds that up.`;

/** As `--head` takes it. */
export const headText = ({ number, hash }: SealHead): string => `${number}:${hash}`;

export const describeHead = ({ number, until, entries }: SealHead): string =>
  `number ${number}, of ${entries} ${entries === 1 ? "entry" : "entries"} before ${instantText(until)}`;
