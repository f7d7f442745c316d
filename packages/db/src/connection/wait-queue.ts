import { DatabaseUnavailable } from "../errors.ts";
import { FairQueue, type QueueBounds } from "../fair-queue.ts";

/** A fair queue for connections. Refuses with DatabaseUnavailable. */
export const createWaitQueue = <Connection>(bounds: QueueBounds): FairQueue<Connection> =>
  new FairQueue({
    ...bounds,
    refusal: (why) =>
      new DatabaseUnavailable(
        why === "full"
          ? "Too many requests are waiting for a database connection."
          : "No database connection became free in time.",
      ),
  });
