import { type Call, callIdOf, isMutation, requestIdOf } from "./ledger.ts";
import type { EntryRow, LiveRow, RemovedRow, Snapshot, VersionRow } from "./snapshot.ts";

type CallRecords = {
  calls: ReadonlyMap<string, Call>;
  /** Calls answered before the snapshot. */
  answered: readonly Call[];
};

/** Returns everything wrongly in the database or missing from it. */
export function findProblems(snapshot: Snapshot, { calls, answered }: CallRecords): string[] {
  const { versions, problems } = readVersions(snapshot);
  const done = snapshot.entries.filter(
    ({ action, outcome, isReplay }) => isMutation(action) && outcome === "ok" && !isReplay,
  );
  return [
    ...problems,
    ...snapshot.unsigned.map(({ id }) => `note ${id}: has no signature`),
    ...changesWithoutEntry(versions, done, calls),
    ...keysWithoutChange(snapshot, done),
    ...unrecordedAnswers(answered, snapshot.entries),
    ...lostWrites(answered, done),
    ...untrueAnswers(answered, versions),
  ];
}

/** Changes and audit entries match one to one, within a call and a transaction. */
function changesWithoutEntry(
  versions: readonly Version[],
  done: readonly EntryRow[],
  calls: ReadonlyMap<string, Call>,
): string[] {
  const byTransaction = Map.groupBy(done, ({ transaction }) => transaction);
  const byCall = Map.groupBy(done, ({ requestId }) => callIdOf(requestId));
  const left = new Set(done);
  const problems: string[] = [];
  for (const version of versions) {
    const { type, id, verb, transaction } = version;
    const what = `${verb} of ${type} ${id} as version ${version.version}`;
    const [entry, ...others] =
      (transaction === undefined ? byCall.get(version.mark ?? "") : byTransaction.get(transaction)) ?? [];
    if (!entry || !left.delete(entry) || others.length > 0) {
      problems.push(`${what}: ${others.length + (entry ? 1 : 0)} entries, or one of another change`);
    } else {
      const call = calls.get(callIdOf(entry.requestId));
      const wrong = call ? mismatch(version, { entry, call, calls }) : "an entry of no call";
      if (wrong) problems.push(`${what}: ${wrong}`);
    }
  }
  return [
    ...problems,
    ...[...left].map(({ requestId, action }) => `${action} ${requestId}: an entry of nothing`),
  ];
}

const noteActions = { draft: "noteDraft.create", signature: "noteDraft.sign", addendum: "note.amend" };

const actionOf = ({ type, verb }: Pick<Version, "type" | "verb">): string =>
  type === "draft" || type === "signature" || type === "addendum"
    ? noteActions[type]
    : type === "appointment"
      ? `appointment.${verb === "create" ? "book" : "cancel"}`
      : `${type}.${verb}`;

const textOfDraft = (mark: string | null, calls: ReadonlyMap<string, Call>) =>
  calls.get(mark ?? "")?.action === "noteDraft.create" ? mark : undefined;

type Entered = { entry: EntryRow; call: Call; calls: ReadonlyMap<string, Call> };

function mismatch(version: Version, { entry, call, calls }: Entered): string | undefined {
  const { id, verb, mark, author } = version;
  const [seen] = call.seen;
  if (entry.action !== actionOf(version) || call.action !== entry.action)
    return `is entered as ${entry.action}`;
  if (!entry.subjects.includes(id)) return "is not what its entry is about";
  if (entry.accountId !== call.accountId || author !== call.accountId) return `is by ${author}`;
  // A signed text is the draft's text.
  const textOf = version.type === "signature" ? textOfDraft(mark, calls) : call.id;
  if ((verb === "create" || verb === "update") && mark !== textOf) return `has the text of ${mark}`;
  if (!["open", "unknown", "ok"].includes(call.outcome)) return `was refused with ${call.outcome}`;
  const { expectedVersion = version.version - 1 } = call;
  if (version.version !== expectedVersion + 1) return `was to be made of version ${expectedVersion}`;
  if (seen && (seen.id !== id || seen.version !== version.version))
    return `was answered as version ${seen.version} of ${seen.id}`;
  return undefined;
}

/** A stored answer of a call's key exists only with its change. */
function keysWithoutChange({ keys }: Snapshot, done: readonly EntryRow[]): string[] {
  const wanted = new Map(done.map(({ transaction, action }) => [transaction, action]));
  const problems = keys.flatMap(({ transaction, action }) => {
    const isWanted = wanted.get(transaction) === action;
    wanted.delete(transaction);
    return isWanted ? [] : [`a kept answer of ${action} without its change`];
  });
  return [...problems, ...[...wanted.values()].map((action) => `${action}: no answer is kept under its key`)];
}

/** Every answer, including reads and errors, has one entry, which names all records shown. */
function unrecordedAnswers(answered: readonly Call[], entries: readonly EntryRow[]): string[] {
  const byRequest = Map.groupBy(entries, ({ requestId }) => requestId);
  return answered.flatMap((call) => {
    const [entry, ...others] = byRequest.get(requestIdOf(call)) ?? [];
    const isRight =
      entry !== undefined &&
      others.length === 0 &&
      entry.action === call.action &&
      entry.outcome === call.outcome &&
      call.seen.every(({ id, within = id }) => entry.subjects.includes(within));
    return isRight ? [] : [`${call.action} ${requestIdOf(call)}: answered ${call.outcome} without its entry`];
  });
}

/** Each acknowledged write took effect once, however often the client sent it. */
function lostWrites(answered: readonly Call[], done: readonly EntryRow[]): string[] {
  const byCall = Map.groupBy(done, ({ requestId }) => callIdOf(requestId));
  const acknowledged = answered.filter(({ action, outcome }) => isMutation(action) && outcome === "ok");
  return acknowledged.flatMap(({ id, action }) => {
    const times = byCall.get(id)?.length ?? 0;
    return times === 1 ? [] : [`${action} ${id}: acknowledged, and done ${times} times`];
  });
}

/** Every record in an answer matches one of its versions. */
function untrueAnswers(answered: readonly Call[], versions: readonly Version[]): string[] {
  const marks = new Map(versions.map(({ id, version, mark }) => [`${id} ${version}`, mark]));
  return answered.flatMap(({ id: call, action, seen }) =>
    seen
      .filter(({ id, version, mark }) => marks.get(`${id} ${version}`) !== mark)
      .map(({ id, version }) => `${action} ${call}: showed version ${version} of ${id}, which there is not`),
  );
}

/** One version of a record: the change by one mutation. */
type Version = Pick<LiveRow, "type" | "id" | "version" | "mark" | "author"> & {
  verb: "create" | "update" | "remove" | "restore";
  /** The transaction that created it. Undefined if unknown, such as for a first version that is not the newest. */
  transaction: string | undefined;
};

type Rows = { past: VersionRow[]; live: LiveRow[]; removed: RemovedRow[] };

/** Returns every version of every record, and inconsistencies among them. */
function readVersions({ live, versions, removed }: Snapshot) {
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
      // The transaction of the next version stores each version.
      transaction: (before ? before.transaction : isOnly ? row.transaction : null) ?? undefined,
    };
  });
}

function verbOf(isGone: boolean, before: { isGone: boolean } | undefined): Version["verb"] {
  if (!before) return "create";
  if (isGone) return "remove";
  return before.isGone ? "restore" : "update";
}
