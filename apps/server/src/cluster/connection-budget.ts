import { type ConnectionLimits, connectionsOf, defaultConnections } from "@caretype/db";

/** How many connections of each kind one process may open. */
export type Pools = { readers: number; writers: number; searchers: number };

export type ConnectionBudget = {
  processes: number;
  pools: Pools;
  /** Whether the processes got fewer than they would like. */
  isTight: boolean;
  /** `2 × 15 of 100`: of each process, and what the database takes, whoever asks. */
  text: string;
};

/** Stay free for commands, `psql`, a backup, and what a process that died has not given back yet. */
const mostRoom = 10;
const leastRoom = 2;
const leastPools: Pools = { readers: 1, writers: 1, searchers: 1 };
/** What a process has beside its pools. */
const fixed = connectionsOf({ readers: 0, writers: 0, searchers: 0 });

export class TooFewConnections extends Error {
  override readonly name = "TooFewConnections";
}

/**
 * Divides what the database grants among the processes.
 * @throws {TooFewConnections} when not even one connection of each kind is there for each.
 */
export function connectionBudget(
  processes: number,
  limits: ConnectionLimits,
  wanted: Pools = defaultConnections,
): ConnectionBudget {
  const { max, reserved, role, database } = limits;
  const granted = Math.max(0, Math.min(max - reserved, role ?? max, database ?? max));
  const room = Math.max(leastRoom, Math.min(mostRoom, Math.floor(granted / 5)));
  const share = Math.floor((granted - room) / processes);
  const least = connectionsOf(leastPools);
  if (share < least) throw new TooFewConnections(refusal({ processes, granted, room, least }));
  const isTight = share < connectionsOf(wanted);
  const pools = isTight ? divide(share - fixed, wanted) : wanted;
  const limit = Math.min(max, role ?? max, database ?? max);
  return { processes, pools, isTight, text: `${processes} × ${connectionsOf(pools)} of ${limit}` };
}

/** In the proportion in which they are wanted, one of each at least. */
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
    `The database grants ${granted} connections, of which ${room} stay free for commands, ` +
    `and ${processes === 1 ? "the server needs" : `${processes} processes need`} ${processes * least} at least: ${way}.`
  );
}
