import { DatabaseUnavailable } from "../errors.ts";
import { FairQueue, type QueueBounds } from "../fair-queue.ts";

/** Those who wait for a connection. They are refused with DatabaseUnavailable. */
export const createWaitingLine = <Connection>(bounds: QueueBounds): FairQueue<Connection> =>
  new FairQueue({
    ...bounds,
    refusal: (why) =>
      new DatabaseUnavailable(
        why === "full"
          ? "Too many wait for a connection to the database."
          : "No database connection came free in time.",
      ),
  });
