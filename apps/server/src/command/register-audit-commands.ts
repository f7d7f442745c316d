import type { ArchiveFilter } from "@caretype/api/modules/audit-archive/search-archive";
import type { KnownHead } from "@caretype/core/people/audit/seal/verify-audit";
import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import type { Settings } from "../settings/settings.ts";
import type { VerifyRequest } from "./audit-verify.ts";

type SearchOptions = ArchiveFilter & { archive: string };

export function registerAuditCommands(program: Command, forCommand: () => Settings): void {
  const audit = program
    .command("audit")
    .description("Seal the audit, verify its integrity, and archive its old months");
  audit
    .command("seal")
    .description("Seal all entries older than ten seconds. The server also does this every minute")
    .action(async () => (await import("./audit-seal.ts")).auditSeal(forCommand()));
  audit
    .command("head")
    .description(
      "Print the newest seal's number and hash. Keep them where the database's owner has no access",
    )
    .action(async () => (await import("./audit-seal.ts")).auditHead(forCommand()));
  registerVerify(audit, forCommand);
  registerArchive(audit, forCommand);
}

function registerVerify(audit: Command, forCommand: () => Settings) {
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
    .addOption(
      new Option("--from <number:hash>", "check only what follows this head, which was verified before")
        .argParser(readHead)
        .conflicts("archive"),
    )
    .option("--archive <file>", "check an archive, a file or s3://bucket/prefix/name, without the database")
    .addOption(
      new Option("--database", "with --archive: also compare the file with the database's mark").default(
        false,
      ),
    )
    .action(async (request: VerifyRequest, command: Command) => {
      const { head, from, archive, database } = request;
      if (database && archive === undefined)
        command.error("error: --database needs --archive.", { exitCode: 2 });
      if (head && from && head.number < from.number)
        command.error("error: The head of --head must not be older than that of --from.", { exitCode: 2 });
      await (await import("./audit-verify.ts")).auditVerify(forCommand, request);
    });
}

function registerArchive(audit: Command, forCommand: () => Settings) {
  const load = () => import("./audit-archive.ts");
  audit
    .command("archive")
    .description(
      "Move the months before one to files, one a month: each is written, read back and checked, and then dropped from the database. May be repeated after a failure",
    )
    .requiredOption("--before <month>", "the first month that stays, such as 2025-01")
    .requiredOption("--to <folder>", "an existing folder, or s3://bucket/prefix. Files are never overwritten")
    .action(async (options: { before: string; to: string }) =>
      (await load()).auditArchive(forCommand(), options),
    );
  audit
    .command("search")
    .description(
      "Search an archive, and check it. Prints JSON lines. The file has the entries of all practices, so only the operator may read it",
    )
    .requiredOption("--archive <file>", "the file, or s3://bucket/prefix/name")
    .option("--practice <id>", "only entries of this practice")
    .option("--account <id>", "only calls of this account")
    .option("--subject <id>", "only entries that name this record, such as a patient")
    .option("--action <action>", "such as patient.byId")
    .option("--outcome <outcome>", "ok, or the code of an error")
    .option("--from <instant>", "only entries at or after this instant", readInstant)
    .option("--until <instant>", "only entries before this instant", readInstant)
    .action(async (options: SearchOptions) => (await load()).auditSearch(forCommand, options));
}

/** Exits with 2, because 1 means that the audit was tampered with. */
class BadOptions extends InvalidArgumentError {
  override exitCode = 2;
}

class BadHead extends BadOptions {
  constructor() {
    super("A head is a seal's number, a colon, and its hash of 64 hexadecimal digits.");
  }
}

function readHead(text: string): KnownHead {
  const [, number, hash] = /^([1-9]\d{0,14}):([\da-f]{64})$/i.exec(text.trim()) ?? [];
  if (number === undefined || hash === undefined) throw new BadHead();
  return { number: Number(number), hash };
}

const Instant = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** A date means 00:00 UTC. A time needs a zone, because machines' time zones differ. */
function readInstant(text: string): number {
  if (!Instant.safeParse(text).success)
    throw new BadOptions("Not an instant, such as 2025-01-31 or 2025-01-31T08:00:00Z.");
  return Date.parse(text) * 1_000;
}
