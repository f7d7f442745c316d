import type { KnownHead } from "@caretype/api";
import { type Command, InvalidArgumentError } from "commander";

export type AuditCommands = {
  seal(): Promise<void>;
  head(): Promise<void>;
  verify(head: KnownHead | undefined): Promise<void>;
};

export function registerAuditCommands(program: Command, { seal, head, verify }: AuditCommands): void {
  const audit = program
    .command("audit")
    .description("Seal the audit, and verify that nobody tampered with it");
  audit
    .command("seal")
    .description("Seal all entries older than ten seconds. The server also does this every minute")
    .action(seal);
  audit
    .command("head")
    .description(
      "Print the newest seal's number and hash. Keep them where the database's owner has no access",
    )
    .action(head);
  audit
    .command("verify")
    .description(
      "Check every seal and every sealed entry. The exit code is 1 if something is wrong, and 2 if the check failed. Entries of the last ten seconds are not sealed yet",
    )
    .option(
      "--head <number:hash>",
      "a head that `audit head` printed earlier, or from the server's log",
      readHead,
    )
    .action(async (options: { head?: KnownHead }) => verify(options.head));
}

/** Exits with 2, because 1 means that the audit was tampered with. */
class BadHead extends InvalidArgumentError {
  override exitCode = 2;

  constructor() {
    super("A head is a seal's number, a colon, and its hash of 64 hexadecimal digits.");
  }
}

function readHead(text: string): KnownHead {
  const [, number, hash] = /^([1-9]\d{0,14}):([\da-f]{64})$/i.exec(text.trim()) ?? [];
  if (number === undefined || hash === undefined) throw new BadHead();
  return { number: Number(number), hash };
}
