import type { Command } from "commander";
import type { Settings } from "../settings/settings.ts";
import type { BackupOptions } from "./backup.ts";
import type { RestoreOptions } from "./restore.ts";

export function registerBackupCommands(program: Command, forCommand: () => Settings): void {
  program
    .command("backup")
    .description("Back up all records to a new file, while servers run")
    .argument("<file>", "the file to write, or s3://bucket/prefix/name; it must not exist yet")
    .option("--passphrase-file <path>", "encrypt with the passphrase in this file")
    .option("--recipient <key...>", "encrypt for these recipients of age, such as age1…")
    .action(async (file: string, options: Omit<BackupOptions, "file">) =>
      (await import("./backup.ts")).backupCommand(forCommand(), { file, ...options }),
    );
  program
    .command("restore")
    .description("Restore a backup into an empty database or data folder")
    .argument(
      "<file>",
      "the file to read, or s3://bucket/prefix/name. With --to-time, the folder or prefix of WAL_ARCHIVE_TO",
    )
    .option("--passphrase-file <path>", "decrypt with the passphrase in this file")
    .option("--identity-file <path>", "decrypt with the identities of age in this file")
    .option("--to-time <time>", "restore the embedded database as of this time, or of the newest one")
    .option("--history <name>", "with --to-time, which of several histories of the archive to restore")
    .action(async (file: string, options: Omit<RestoreOptions, "file">) =>
      (await import("./restore.ts")).restoreCommand(forCommand(), { file, ...options }),
    );
}
