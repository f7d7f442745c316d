import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createBenchEnvironment } from "../environment/bench-environment.ts";
import { startGenerator } from "../load/generator.ts";
import { caretypePeer, startCaretypeServer } from "../peer/caretype.ts";
import type { Operation } from "../peer/peer.ts";
import { type Cost, CpuProfile, packageTimes, selfTimes } from "./cpu-profile.ts";

const surfaces = { rest: "REST", typed: "typed" } as const;
const warmUpSeconds = 3;
export const profiledSeconds = 5;

export type ProfileRow = { surface: keyof typeof surfaces; operation: Operation; audit: boolean };

/** For example `rest-byId` or `typed-list-without-audit`. */
export const profileRows: ReadonlyMap<string, ProfileRow> = new Map(
  (["rest", "typed"] as const).flatMap((surface) =>
    (["byId", "list", "create"] as const).flatMap((operation) =>
      [true, false].map((audit) => [
        `${surface}-${operation}${audit ? "" : "-without-audit"}`,
        { surface, operation, audit },
      ]),
    ),
  ),
);

/** Where the time of a row's calls went: self time without idle time, largest first. */
export type RowProfile = { calls: number; owners: Cost[]; functions: Cost[] };

/** Runs the server under one row's load with Node's profiler, which slows it. */
export async function profileRow({ surface, operation, audit }: ProfileRow): Promise<RowProfile> {
  await using environment = await createBenchEnvironment({ patients: 2_000 });
  const folder = join(environment.database.directory, "profile");
  mkdirSync(folder);
  await using generator = startGenerator();
  const nodeArguments = ["--cpu-prof", `--cpu-prof-dir=${folder}`];
  await using server = await startCaretypeServer(environment, { audit, nodeArguments });
  const calls = caretypePeer(surfaces[surface], 1).calls(environment)[operation] ?? [];
  const load = { kind: "closed", url: server.url, calls, connections: 32 } as const;
  await generator.run({ ...load, seconds: warmUpSeconds });
  const from = steadyMicroseconds();
  const sample = await generator.run({ ...load, seconds: profiledSeconds });
  const window = { from, to: steadyMicroseconds() };
  // The process writes the profile at its end.
  await server.stop();
  const profile = readMainProfile(folder);
  return {
    calls: sample.answers,
    owners: packageTimes(profile, window),
    functions: selfTimes(profile, window),
  };
}

/** The clock of V8's profiles, which all processes share. */
const steadyMicroseconds = () => Number(process.hrtime.bigint() / 1000n);

/** Each thread writes a profile. The main thread's is the largest. */
function readMainProfile(folder: string): CpuProfile {
  const texts = readdirSync(folder)
    .filter((file) => file.endsWith(".cpuprofile"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const largest = texts.toSorted((one, other) => other.length - one.length)[0];
  if (largest === undefined) throw new Error("The server wrote no profile.");
  return CpuProfile.parse(JSON.parse(largest));
}
