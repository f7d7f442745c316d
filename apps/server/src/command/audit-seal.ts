import { print, printToStderr } from "@caretype/cli/output";
import {
  findHead,
  findSealLag,
  type Holder,
  type SealHead,
  type SealLag,
} from "@caretype/core/people/audit/seal/queries";
import { sealEntries } from "@caretype/core/people/audit/seal/seal-entries";
import { instantText } from "@caretype/core/people/audit/seal/seal-hash";
import { shellCommand } from "../log/shell-command.ts";
import type { Settings } from "../settings/settings.ts";
import { withDatabase } from "./command-database.ts";
import { counted } from "./counted.ts";

export async function auditSeal(settings: Settings): Promise<void> {
  await withDatabase(settings, async (database) => {
    let [seals, entries] = [0, 0];
    let holders: Holder[] = [];
    const outcome = await sealEntries(database, {
      onSealed: (sealed) => {
        seals++;
        entries += sealed.entries;
      },
      onBlocked: (by) => {
        holders = by;
      },
      patience: 10_000,
    });
    if (outcome === "busy") throw new Error("Another process is sealing the audit. Try again later.");
    if (outcome === "blocked")
      throw new Error(
        `A transaction of another database user is running and may still add entries. Try again later. ${describeHolders(holders)}`,
      );
    printToStderr(
      `${counted(seals, "new seal")} over ${counted(entries, "entry", "entries")}. Entries of the last ten seconds are sealed later.`,
    );
    if (holders.length > 0)
      printToStderr(
        `A transaction is still running. Entries since its start are sealed later. ${describeHolders(holders)}`,
      );
    const head = await findHead(database.reader);
    if (!head) return;
    printToStderr(`The newest seal is ${describeHead(head)}.`);
    print(headText(head));
  });
}

/** Quotes the application's name, because a session can set it to anything. */
const describeHolders = (holders: readonly Holder[]) =>
  `It belongs to ${holders.map(({ pid, application }) => `process ${pid} (${JSON.stringify(application ?? "")})`).join(", ")}.`;

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
  `number ${number}, over ${counted(entries, "entry", "entries")} before ${instantText(until)}`;
