import { z } from "zod";

/** The needed parts of a `--cpu-prof` file. Times are microseconds of the monotonic clock. */
export const CpuProfile = z.object({
  nodes: z.array(
    z.object({
      id: z.int(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.int() }),
    }),
  ),
  startTime: z.number(),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
});
export type CpuProfile = z.output<typeof CpuProfile>;

export type Cost = { name: string; place: string; microseconds: number; share: number };

type Window = { from: number; to: number };

/** Idle time is not work. */
const idle = "(idle)";

/** Returns the functions with the most self time in the window, largest first. */
export const selfTimes = (profile: CpuProfile, window: Window): Cost[] =>
  summed(profile, window, ({ functionName, url, lineNumber }) => ({
    name: functionName || "(anonymous)",
    place: url ? `${shortPath(url)}:${lineNumber + 1}` : "",
  }));

/** The same by owner: a package, one of our folders, or a part of Node. */
export const packageTimes = (profile: CpuProfile, window: Window): Cost[] =>
  summed(profile, window, ({ functionName, url }) => ({
    name: url ? packageOf(url) : nativeGroup(functionName),
    place: "",
  }));

/** Returns the self time of each node. */
function timesIn({ samples, timeDeltas, startTime }: CpuProfile, { from, to }: Window): Map<number, number> {
  const times = new Map<number, number>();
  let at = startTime;
  samples.forEach((node, index) => {
    const delta = timeDeltas[index] ?? 0;
    at += delta;
    if (at >= from && at <= to) times.set(node, (times.get(node) ?? 0) + Math.max(0, delta));
  });
  return times;
}

type Named = Pick<Cost, "name" | "place">;
type Frame = CpuProfile["nodes"][number]["callFrame"];

function summed(profile: CpuProfile, window: Window, nameOf: (frame: Frame) => Named): Cost[] {
  const times = timesIn(profile, window);
  const sums = new Map<string, Named & { microseconds: number }>();
  let total = 0;
  for (const { id, callFrame } of profile.nodes) {
    const microseconds = times.get(id);
    if (microseconds === undefined || callFrame.functionName === idle) continue;
    const named = nameOf(callFrame);
    total += microseconds;
    const key = `${named.name} ${named.place}`;
    const known = sums.get(key) ?? { ...named, microseconds: 0 };
    sums.set(key, { ...known, microseconds: known.microseconds + microseconds });
  }
  return [...sums.values()]
    .map((sum) => ({ ...sum, share: sum.microseconds / total }))
    .toSorted((one, other) => other.microseconds - one.microseconds);
}

/** Returns the path without this machine's folders of the repository and of pnpm's store. */
function shortPath(url: string): string {
  const path = decodeURIComponent(url.replace(/^file:\/\//, ""));
  const [, installed] = /.*\/node_modules\/(.+)$/.exec(path) ?? [];
  if (installed !== undefined) return installed;
  return /\/((?:apps|packages)\/.+)$/.exec(path)?.[1] ?? path;
}

/**
 * V8's own work has a name in brackets.
 * Other entries without a file are native code of Node, such as socket writes.
 */
function nativeGroup(name: string): string {
  if (name.startsWith("RegExp: ")) return "(regular expressions)";
  return name.startsWith("(") ? name : "(native code)";
}

function packageOf(url: string): string {
  if (url.startsWith("node:")) return "node";
  const parts = shortPath(url).split("/");
  const isOursOrScoped = ["apps", "packages"].includes(parts[0] ?? "") || parts[0]?.startsWith("@");
  return parts.slice(0, isOursOrScoped ? 2 : 1).join("/");
}
