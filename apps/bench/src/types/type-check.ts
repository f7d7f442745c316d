import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { childrenCpuSeconds } from "../process/usage.ts";
import { median, type Spread, spreadOf } from "../statistics.ts";
import type { TypeCheck } from "./result.ts";

const run = promisify(execFile);

const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
const compiler = join(dirname(manifest), "bin/tsc");
export const { version: compilerVersion }: { version: string } = JSON.parse(readFileSync(manifest, "utf8"));

export type Program = {
  name: string;
  folder: string;
  arguments: string[];
  environment: Record<string, string>;
};

/** Reads the `typecheck` script of a package.json, or `typecheck:node` at the root, whose `typecheck` runs all. */
export function programOf(root: string, folder: string): Program {
  const manifest = readFileSync(join(root, folder, "package.json"), "utf8");
  const { scripts }: { scripts?: Record<string, string> } = JSON.parse(manifest);
  const script = scripts?.["typecheck:node"] ?? scripts?.typecheck ?? "";
  const parts = tscCommand.exec(script);
  if (!parts) throw new Error(`${folder}/package.json has no typecheck script that runs tsc.`);
  return {
    name: folder === "." ? "the root" : folder,
    folder: join(root, folder),
    arguments: words(parts.groups?.arguments),
    environment: Object.fromEntries(words(parts.groups?.environment).map((set) => set.split("="))),
  };
}

const tscCommand = /^(?:cross-env (?<environment>(?:\w+=\S+ )+))?tsc(?<arguments>(?: \S+)*)$/;

const words = (text = ""): string[] => text.split(" ").filter((word) => word !== "");

/** Checks the programs in turn, so that a slow machine affects all of them. */
export async function checkTypes(programs: Program[], rounds: number): Promise<TypeCheck[]> {
  const samples: Figures[][] = programs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, program] of programs.entries()) samples[at]?.push(await check(program));
  }
  return programs.map((program, at) => summarize(program, samples[at] ?? []));
}

/** Times all programs, started concurrently, from the first start to the last end, `rounds` times. */
export async function checkTypesAtOnce(programs: Program[], rounds: number): Promise<Spread> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await Promise.all(programs.map(check));
    seconds.push((performance.now() - began) / 1000);
  }
  return spreadOf(seconds);
}

type Figures = { seconds: number; cpuSeconds: number | null; figures: Map<string, number> };

/** Discards incremental state. */
const whole = ["--incremental", "false", "--tsBuildInfoFile", "null"];

async function check(program: Program): Promise<Figures> {
  const options = [compiler, ...program.arguments, ...whole, "--extendedDiagnostics", "--pretty", "false"];
  const cpuBefore = childrenCpuSeconds();
  const began = performance.now();
  const env = { ...process.env, ...program.environment };
  const checked = run(process.execPath, options, { cwd: program.folder, env });
  const { stdout } = await checked.catch((failed: { stdout?: string }) => {
    throw new Error(`The type check of ${program.name} failed:\n${failed.stdout}`);
  });
  const seconds = (performance.now() - began) / 1000;
  const cpuAfter = childrenCpuSeconds();
  const cpuSeconds = cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore;
  return { seconds, cpuSeconds, figures: readDiagnostics(stdout) };
}

/** Parses lines such as `Memory used:  1234K` by name, in seconds and kilobytes. */
export function readDiagnostics(output: string): Map<string, number> {
  const lines = output.matchAll(/^([A-Z][\w ]+):\s+([\d.]+)[Ks]?$/gm);
  return new Map(Array.from(lines, ([, name = "", value]) => [name, Number(value)]));
}

function summarize(program: Program, samples: Figures[]): TypeCheck {
  const last = samples.at(-1)?.figures;
  const figure = (name: string) => {
    const value = last?.get(name);
    if (value === undefined) throw new Error(`tsc no longer reports ${JSON.stringify(name)}.`);
    return value;
  };
  const cpu = samples.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  return {
    program: program.name,
    command: [
      ...Object.entries(program.environment).map(([name, value]) => `${name}=${value}`),
      "tsc",
      ...program.arguments,
    ].join(" "),
    seconds: spreadOf(samples.map(({ seconds }) => seconds)),
    cpuSeconds: cpu.length === samples.length ? median(cpu) : null,
    files: figure("Files"),
    types: figure("Types"),
    instantiations: figure("Instantiations"),
    memoryMb: Math.round(figure("Memory used") / 1024),
  };
}
