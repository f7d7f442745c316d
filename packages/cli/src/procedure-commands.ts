import type { Command } from "commander";
import { procedureCommand } from "./procedure-command.ts";
import { procedureDefinitions } from "./procedure-definitions.ts";

export function addProcedureCommands(group: Command, feature: string): void {
  for (const definition of procedureDefinitions(feature))
    group.addCommand(
      procedureCommand(definition, async (request) =>
        (await import("./run-procedure.ts")).runProcedure(request),
      ),
    );
}
