import type { DatabaseHandle, Observe } from "@caretype/db";
import { openReplicas, type ReplicaState, type Replicas } from "@caretype/db/replica";
import type { Logger } from "../log/logger.ts";
import type { Settings } from "../settings/settings.ts";
import type { SharedResources } from "./shared-resources.ts";

export type ReadReplicas = {
  settings: Settings;
  shared: Pick<SharedResources, "databaseRole" | "budget">;
  primary: DatabaseHandle;
  observe: Observe | undefined;
  logger: Logger;
};

/** A replica that does not answer must not fail or delay a start. */
export function openReadReplicas(opening: ReadReplicas): Replicas {
  const { settings, shared, primary, observe, logger } = opening;
  const { databaseReadUrls: urls, databasePrepare: prepare, databaseReadLagSeconds: seconds } = settings;
  const { readers, searchers } = shared.budget.pools;
  return openReplicas({
    urls,
    primary,
    prepare,
    role: shared.databaseRole,
    readers,
    searchers,
    observe,
    maxLagMilliseconds: seconds * 1_000,
    onState: (replica, state) => logState(logger, { replica, state }),
  });
}

const reasons: Record<Exclude<ReplicaState, "fresh">, string> = {
  behind: "its data is too old, or it no longer streams from the primary",
  promoted: "it is no standby any more",
  foreign: "it has the data of another database",
  unreachable: "it does not answer",
};

type Change = { replica: number; state: ReplicaState };

function logState(logger: Logger, { replica, state }: Change): void {
  if (state === "fresh") logger.info({ replica }, "the read replica answers lists and searches");
  else logger.warn({ replica, state }, `the read replica is left out: ${reasons[state]}`);
}
