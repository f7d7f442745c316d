import type { KnownHead } from "@caretype/api";
import { type Command, InvalidArgumentError } from "commander";

export type AuditCommands = {
  seal(): Promise<void>;
  head(): Promise<void>;
  verify(head: KnownHead | undefined): Promise<void>;
};

export function registerAuditCommands(program: Command, { seal, head, verify }: AuditCommands): void {
  const audit = program.command("audit").description("Show that nobody has tampered with the audit");
  audit
    .command("seal")
    .description(
      "Seal all entries but those of the last ten seconds, which wait; the server does so every minute, too",
    )
    .action(seal);
  audit
    .command("head")
    .description(
      "Print the newest seal's number and hash: keep them where the database's owner has no way to",
    )
    .action(head);
  audit
    .command("verify")
    .description(
      "Check every seal and every sealed entry, which those of the last ten seconds are not yet; the exit code is 1 when something is wrong with them, and 2 when that could not be checked",
    )
    .option("--head <number:hash>", "what `audit head` printed earlier, or the server's log says", readHead)
    .action(async (options: { head?: KnownHead }) => verify(options.head));
}

/** Unlike anything else that is wrong with a command, 1 would say that the audit was tampered with. */
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
