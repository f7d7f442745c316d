import type { Command } from "commander";
import type { EraseOptions } from "./erase.ts";

type Given = { reason: string; practice?: string; yes: boolean };

/** `erase patient|doctor <id> --reason "…" [--practice <id>] [--yes]`; `run` resolves to the exit code. */
export function registerEraseCommand(program: Command, run: (options: EraseOptions) => Promise<0 | 1>) {
  const erase = program
    .command("erase")
    .description("Erase somebody's record, with all its versions, for ever");
  const register = (type: "patient" | "doctor", description: string) =>
    erase
      .command(type)
      .description(description)
      .argument("<id>", "the record's id; it may have been removed before")
      .requiredOption(
        "--reason <text>",
        "why, in 10 to 500 characters; kept in the audit, so it names nobody",
      )
      .option("--yes", "do not ask", false);
  const act = (type: "patient" | "doctor") => async (id: string, given: Given) => {
    const { reason, practice: practiceId, yes } = given;
    process.exitCode = await run({ type, id, practiceId, reason, yes });
  };
  register("patient", "A patient, with their assignments and whoever was merged into them")
    .option("--practice <id>", "the practice that the patient has to be in")
    .action(act("patient"));
  register("doctor", "A doctor who is assigned to nobody any more, in no practice").action(act("doctor"));
}
