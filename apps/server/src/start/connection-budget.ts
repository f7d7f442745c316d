import { type ConnectionLimits, connectionsOf, defaultConnections } from "@caretype/db";

/** The connections of each kind that one process may open. */
export type Pools = { readers: number; writers: number; searchers: number };

export type ConnectionBudget = {
  processes: number;
  pools: Pools;
  /** Whether the processes get fewer connections than they want. */
  isTight: boolean;
  /** `2 × 15 of 100`: connections of each process, and the database's limit. */
  text: string;
};

/** Left free for commands, `psql`, backups, and connections that a dead process still holds. */
const maxReserve = 10;
const minReserve = 2;
const minPools: Pools = { readers: 1, writers: 1, searchers: 1 };
/** The connections of a process outside its pools. */
const fixed = connectionsOf({ readers: 0, writers: 0, searchers: 0 });

export class TooFewConnections extends Error {
  override readonly name = "TooFewConnections";
}

/**
 * Divides the database's connections among the processes.
 * @throws {TooFewConnections} if a process would get less than one connection of each kind.
 */
export function connectionBudget(
  processes: number,
  limits: ConnectionLimits,
  wanted: Pools = defaultConnections,
): ConnectionBudget {
  const { max, reserved, role, database } = limits;
  const granted = Math.max(0, Math.min(max - reserved, role ?? max, database ?? max));
  const room = Math.max(minReserve, Math.min(maxReserve, Math.floor(granted / 5)));
  const share = Math.floor((granted - room) / processes);
  const least = connectionsOf(minPools);
  if (share < least) throw new TooFewConnections(refusal({ processes, granted, room, least }));
  const isTight = share < connectionsOf(wanted);
  const pools = isTight ? divide(share - fixed, wanted) : wanted;
  const limit = Math.min(max, role ?? max, database ?? max);
  return { processes, pools, isTight, text: `${processes} × ${connectionsOf(pools)} of ${limit}` };
}

/** Divides in the wanted proportion, with at least one of each. */
function divide(connections: number, { readers, writers, searchers }: Pools): Pools {
  const scale = connections / (readers + writers + searchers);
  const some = (count: number) => Math.max(1, Math.round(count * scale));
  return {
    readers: some(readers),
    searchers: some(searchers),
    writers: connections - some(readers) - some(searchers),
  };
}

type Refusal = { processes: number; granted: number; room: number; least: number };

function refusal({ processes, granted, room, least }: Refusal): string {
  const possible = Math.floor((granted - room) / least);
  const way =
    possible < 1
      ? "raise its max_connections, or the limit of its role or database"
      : `set WEB_CONCURRENCY to ${possible} or less, or raise its max_connections or the limit of its role or database`;
  return (
    `The database grants ${granted} connections, and ${room} of them stay free for commands. ` +
    `${processes === 1 ? "The server needs" : `${processes} processes need`} at least ${processes * least}: ${way}.`
  );
}
