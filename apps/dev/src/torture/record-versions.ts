import type { LiveRow, RemovedRow, Snapshot, VersionRow } from "./snapshot.ts";

/** One version of a record, and so the change by one mutation. */
export type Version = Pick<LiveRow, "type" | "id" | "version" | "mark" | "author"> & {
  verb: "create" | "update" | "remove" | "restore";
  /** The transaction that created it. Undefined if unknown, such as for a first version that is not the newest. */
  transaction: string | undefined;
};

type Rows = { past: VersionRow[]; live: LiveRow[]; removed: RemovedRow[] };

/** Returns every version of every record, and inconsistencies among them. */
export function readVersions({ live, versions, removed }: Snapshot) {
  const ids = new Set([...live, ...versions, ...removed].map(({ id }) => id));
  const [liveById, pastById, removedById] = [
    Map.groupBy(live, ({ id }) => id),
    Map.groupBy(versions, ({ id }) => id),
    Map.groupBy(removed, ({ id }) => id),
  ];
  const found: Version[] = [];
  const problems: string[] = [];
  for (const id of ids) {
    const past = (pastById.get(id) ?? []).sort((one, other) => one.version - other.version);
    const rows = { past, live: liveById.get(id) ?? [], removed: removedById.get(id) ?? [] };
    const wrong = problemOf(rows);
    if (wrong) problems.push(`${id}: ${wrong}`);
    else found.push(...versionsOf(rows));
  }
  return { versions: found, problems };
}

function problemOf({ past, live, removed }: Rows): string | undefined {
  if (live.length + removed.length !== 1)
    return `exists ${live.length} times, and is removed ${removed.length} times`;
  const numbers = past.map(({ version }) => version);
  const [now, gone] = [live[0], removed[0]];
  const expected = now ? now.version - 1 : gone?.version;
  if (numbers.length !== expected || numbers.some((version, index) => version !== index + 1)) {
    return `has the past versions ${numbers}, not 1 to ${expected}`;
  }
  const starts = [...past.slice(1).map(({ since }) => since), now ? now.since : gone?.at];
  const broken = past.findIndex(({ until }, index) => until !== starts[index]);
  if (broken >= 0)
    return `was version ${broken + 1} until ${past[broken]?.until}, but the next began at ${starts[broken]}`;
  const last = past.at(-1);
  const written = (now ?? gone)?.transaction;
  if (last && written !== null && written !== last.transaction) {
    return `version ${last.version} was kept by another transaction than the one that ended it`;
  }
  if (gone && (last?.mark !== gone.mark || last.isGone))
    return "was removed with other contents than its last version";
  return undefined;
}

function versionsOf({ past, live, removed }: Rows): Version[] {
  const gone = removed.map((row) => ({ ...row, version: row.version + 1, mark: null, isGone: true }));
  const all = [...past, ...live.map((row) => ({ ...row, isGone: false })), ...gone];
  return all.map(({ type, id, version, mark, author, isGone, ...row }, index) => {
    const before = all[index - 1];
    const isOnly = all.length === 1;
    return {
      type,
      id,
      version,
      mark,
      author,
      verb: verbOf(isGone, before),
      // Each version is kept by the transaction that creates the next.
      transaction: (before ? before.transaction : isOnly ? row.transaction : null) ?? undefined,
    };
  });
}

function verbOf(isGone: boolean, before: { isGone: boolean } | undefined): Version["verb"] {
  if (!before) return "create";
  if (isGone) return "remove";
  return before.isGone ? "restore" : "update";
}
