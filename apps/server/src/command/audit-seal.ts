import { findHead, type Holder } from "@caretype/api/audit/seal/queries";
import { sealEntries } from "@caretype/api/audit/seal/seal-entries";
import { print, printToStderr } from "@caretype/cli/output";
import type { Settings } from "../settings/settings.ts";
import { describeHead, headText } from "./audit-head.ts";
import { withDatabase } from "./command-database.ts";

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
      `${seals} new ${seals === 1 ? "seal" : "seals"} over ${entries} ${entries === 1 ? "entry" : "entries"}. Entries of the last ten seconds are sealed later.`,
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
