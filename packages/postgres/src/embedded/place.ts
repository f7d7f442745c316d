import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { endianness } from "node:os";
import path from "node:path";
import { z } from "zod";
import { DataFolderRefused } from "./major-version.ts";

const FileMark = z.object({ inode: z.string(), changed: z.string() });

export const Marks = z.record(z.string(), FileMark);
export type Marks = z.infer<typeof Marks>;

/** The location of a cluster's files, and how they were left. A copy has the same text, but other files. */
const Place = z.object({
  marks: Marks,
  /** Null while a server runs, and after a crash. */
  stopped: z.object({ checkpoint: z.string(), sizes: z.record(z.string(), z.number()) }).nullable(),
});
type Place = z.infer<typeof Place>;

/** Files that are never written after the cluster was created. */
const constantFiles = ["PG_VERSION", path.join("base", "1", "PG_VERSION"), "postgresql.conf"];

const placeFile = (directory: string) => path.join(directory, "place.json");

/**
 * PostgreSQL starts on a folder that was copied while a server ran, and may silently lack rows. After a crash, the
 * files are in their place, and PostgreSQL recovers.
 * @throws {DataFolderRefused} for a copy that was not made between a clean stop and the next start.
 */
export function assertNotTorn(directory: string, data: string): void {
  // Without a cluster, a new one is created.
  if (!existsSync(data)) return;
  const known = readPlace(directory);
  if (known === undefined || isSamePlace(known.marks, readMarks(data))) return;
  const { stopped } = known;
  if (stopped === null || stopped.checkpoint !== shutdownCheckpoint(data))
    throw new DataFolderRefused(tornText(directory));
  const faults = differences(stopped.sizes, sizesIn(data));
  if (faults.length > 0) throw new DataFolderRefused(partialText(directory, faults));
}

/** Call it before a server writes to the cluster. */
export const markRunning = (directory: string, data: string): void =>
  writePlace(directory, () => ({ marks: readMarks(data), stopped: null }));

/** Call it when a server has stopped. After an unclean stop, the place stays that of a running one. */
export function markStopped(directory: string, data: string): void {
  const checkpoint = shutdownCheckpoint(data);
  if (checkpoint === undefined) return;
  writePlace(directory, () => ({ marks: readMarks(data), stopped: { checkpoint, sizes: sizesIn(data) } }));
}

/**
 * A copy has other inodes and change times. Some file systems renumber inodes when mounted, and a change of owners
 * changes the times, so only both together prove a copy.
 */
export function isSamePlace(known: Marks, found: Marks): boolean {
  const pairs = Object.entries(known).map(([name, mark]) => [mark, found[name]] as const);
  const hasOtherTimes = pairs.every(
    ([mark, now]) => now === undefined || !isSameTime(mark.changed, now.changed),
  );
  return !hasOtherTimes || pairs.every(([mark, now]) => mark.inode === now?.inode);
}

/** Some file systems store whole seconds, but report finer times until mounted again. */
function isSameTime(known: string, now: string): boolean {
  if (known === now) return true;
  return now.endsWith(noFraction) && known.slice(0, -noFraction.length) === now.slice(0, -noFraction.length);
}

const noFraction = "0".repeat(9);

export function readMarks(data: string): Marks {
  const found = constantFiles.flatMap((name) => {
    const status = statSync(path.join(data, name), { bigint: true, throwIfNoEntry: false });
    return status ? [[name, { inode: String(status.ino), changed: String(status.ctimeNs) }] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Covers all files that a start does not replace. */
function sizesIn(data: string): Record<string, number> {
  const sizes: Record<string, number> = {};
  for (const entry of readdirSync(data, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith("postmaster.")) continue;
    const file = path.join(entry.parentPath, entry.name);
    sizes[path.relative(data, file).replaceAll("\\", "/")] = statSync(file).size;
  }
  return sizes;
}

function differences(known: Record<string, number>, found: Record<string, number>): string[] {
  return Object.entries(known).flatMap(([name, size]) => {
    if (found[name] === undefined) return [`${name} is missing`];
    return found[name] === size ? [] : [`${name} has ${found[name]} bytes, not ${size}`];
  });
}

function readPlace(directory: string): Place | undefined {
  try {
    return Place.parse(JSON.parse(readFileSync(placeFile(directory), "utf8")));
  } catch {
    // Folders of older versions have none.
    return undefined;
  }
}

/** A full disk must not keep a server from starting or stopping. The previous content refuses more copies. */
function writePlace(directory: string, look: () => Place): void {
  const draft = `${placeFile(directory)}.new`;
  try {
    writeFileSync(draft, JSON.stringify(look()), { mode: 0o600 });
    renameSync(draft, placeFile(directory));
  } catch {
    rmSync(draft, { force: true });
  }
}

const tornText = (directory: string) =>
  [
    `The data folder ${directory} is a copy that was not made after a clean stop, so it may lack records.`,
    "Restore a backup of the original instead: npx -y pnpm@12 caretype backup, and restore.",
    `If nothing ran on the original while it was copied, remove ${placeFile(directory)} and start again.`,
  ].join("\n");

const partialText = (directory: string, faults: readonly string[]) =>
  [
    `The data folder ${directory} is a copy that is not whole: ${faults.slice(0, 3).join(", ")}${faults.length > 3 ? `, and ${faults.length - 3} more` : ""}.`,
    "Copy the original again while no server runs on it, or restore a backup.",
  ].join("\n");

/** The checkpoint of a clean shutdown. Undefined if the cluster was not shut down, or its file cannot be read. */
export function shutdownCheckpoint(data: string): string | undefined {
  try {
    const control = readFileSync(path.join(data, "global", "pg_control"));
    const isLittle = endianness() === "LE";
    const state = isLittle ? control.readUInt32LE(stateOffset) : control.readUInt32BE(stateOffset);
    if (state !== shutDown) return undefined;
    return String(
      isLittle ? control.readBigUInt64LE(checkpointOffset) : control.readBigUInt64BE(checkpointOffset),
    );
  } catch {
    return undefined;
  }
}

/** In PostgreSQL's `ControlFileData`, the same since version 9. The binaries include no `pg_controldata`. */
const stateOffset = 16;
const checkpointOffset = 32;
/** `DB_SHUTDOWNED` */
const shutDown = 1;
