export { startThrowawayCluster, type ThrowawayCluster } from "./throwaway.ts";
