import { findHead, sealEntries } from "@caretype/api";
import { withDatabase } from "../command-database.ts";
import { print, tell } from "../output.ts";
import type { Settings } from "../settings.ts";
import { describeHead, headText } from "./audit-head.ts";

export async function auditSeal(settings: Settings): Promise<void> {
  await withDatabase(settings, async (database) => {
    let [seals, entries] = [0, 0];
    const outcome = await sealEntries(database, {
      onSealed: (sealed) => {
        seals++;
        entries += sealed.entries;
      },
      patience: 10_000,
    });
    if (outcome === "busy") throw new Error("Another process is sealing the audit just now.");
    if (outcome === "held up")
      throw new Error(
        "A transaction of another user runs, whose entries may be still to come: try again later.",
      );
    tell(
      `${seals} new ${seals === 1 ? "seal" : "seals"} over ${entries} ${entries === 1 ? "entry" : "entries"}.`,
    );
    const head = await findHead(database.reader);
    if (!head) return;
    tell(`The newest seal is ${describeHead(head)}.`);
    print(headText(head));
  });
}
