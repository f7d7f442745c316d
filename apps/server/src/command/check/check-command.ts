import { existsSync } from "node:fs";
import { print } from "@caretype/cli/output";
import { describeFailure } from "../../log/report-failure.ts";
import { databaseFolder, type Settings } from "../../settings/settings.ts";
import { attachDatabase } from "../../start/database-server.ts";
import { checkMachine } from "./check-machine.ts";
import { type Finding, ok, problem } from "./finding.ts";

type Checked = { settings: Settings; envFile: string | null; isJson: boolean };

/** Checks the settings, this machine and the database, and prints a line for each. Changes nothing. */
export async function checkCommand({ settings, envFile, isJson }: Checked): Promise<void> {
  const source =
    envFile === null ? "valid, from the environment" : `valid, from the environment and ${envFile}`;
  const findings = [
    ok("Settings", source),
    ...(await checkMachine(settings)),
    ...(await databaseFindings(settings)),
  ];
  print(isJson ? JSON.stringify(findings) : findings.map(lineOf).join("\n"));
  if (findings.some(({ state }) => state === "problem")) process.exitCode = 1;
}

async function databaseFindings(settings: Settings): Promise<Finding[]> {
  const isEmbedded = settings.databaseUrl === null;
  if (isEmbedded && !existsSync(databaseFolder(settings.dataDirectory)))
    return [ok("Database", `embedded; the first start makes it in ${settings.dataDirectory}`)];
  try {
    const [{ checkDatabase }, server] = await Promise.all([
      import("./check-database.ts"),
      attachDatabase(settings),
    ]);
    try {
      return await checkDatabase(server.url, settings);
    } finally {
      await server.release();
    }
  } catch (error) {
    return [problem("Database", describeFailure(error))];
  }
}

const marks: Record<Finding["state"], string> = { ok: "ok", warning: "warning", problem: "PROBLEM" };

const lineOf = ({ about, state, text }: Finding): string =>
  `${marks[state].padEnd(8)} ${about.padEnd(12)} ${text.replaceAll("\n", " ")}`;
