import type { Command } from "commander";
import type { RunCommand } from "./command-runner.ts";

type Given = { reason: string; practice?: string; yes: boolean };

/** `erase patient|doctor <id> --reason "…" [--practice <id>] [--yes]`. */
export function registerEraseCommand(program: Command, run: RunCommand) {
  const erase = program
    .command("erase")
    .description("Permanently erase a person's record with all its versions");
  const register = (type: "patient" | "doctor", description: string) =>
    erase
      .command(type)
      .description(description)
      .argument("<id>", "the record's id; the record may already be removed")
      .requiredOption(
        "--reason <text>",
        "the reason, in 10 to 500 characters; kept in the audit, so name no person",
      )
      .option("--yes", "do not ask for confirmation", false);
  const act = (type: "patient" | "doctor") => async (id: string, given: Given) => {
    const { reason, practice: practiceId, yes } = given;
    await run((await import("./erase.ts")).runErase, { type, id, practiceId, reason, yes });
  };
  register("patient", "Erase a patient, with their assignments and the patients merged into them")
    .option("--practice <id>", "fail unless the patient is in this practice")
    .action(act("patient"));
  register("doctor", "Erase a doctor without assignments in any practice").action(act("doctor"));
}
