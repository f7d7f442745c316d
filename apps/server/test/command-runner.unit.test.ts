import { expect, it, vi } from "vitest";
import { commandRunner } from "../src/command/command-runner.ts";
import { readSettings } from "../src/settings/settings.ts";

it("refuses a command of a module that is left out", async () => {
  const run = commandRunner(() => readSettings({ MODULES: "-coming-from-django" }));
  const command = vi.fn(async () => 0 as const);
  await expect(run(command, {}, "coming-from-django")).rejects.toThrow(
    "MODULES: leaves out coming-from-django",
  );
  expect(command).not.toHaveBeenCalled();
});
