export { inspectReplica, type ReplicaFacts } from "./inspect-replica.ts";
export { openReplicas, type Replicas } from "./open-replicas.ts";
export { identity } from "./position.ts";
export type { ReplicaState } from "./replica.ts";
