#!/usr/bin/env node
import { createProgram } from "./command-line.ts";
import { addProcedures } from "./register-remote-commands.ts";
import { runProgram } from "./run-program.ts";

await runProgram(process.argv, {
  async create() {
    const program = createProgram();
    await addProcedures(program, process.argv.slice(2));
    return program;
  },
  describe: async (error) => (error instanceof Error ? error.message : String(error)),
});
