import { caretypePeer } from "../peer/caretype.ts";
import { djangoRestPeer, findDjango } from "../peer/django-rest/peer.ts";
import { auditedLimitPeer, limitPeer } from "../peer/limit/peer.ts";
import type { PoolSizes } from "../peer/patient/store.ts";
import type { Peer } from "../peer/peer.ts";
import { rpcPeers } from "../peer/rpc/peers.ts";

/** The limit's pools by number of processes. Trials on two cores found them among the fastest. */
const pools = { 1: { reads: 4, writes: 32 }, 2: { reads: 4, writes: 16 } } satisfies Record<
  number,
  PoolSizes
>;

/**
 * Peers that run concurrently and are compared with each other. All peers together would exceed PostgreSQL's
 * connections.
 */
export type PeerGroup = {
  peers: Peer[];
  /** References that the group is compared with. */
  references: Peer[];
};

/** Caretype and the limit for a check, with one process each. */
export const checkGroup: PeerGroup = {
  peers: [limitPeer(1, pools[1]), caretypePeer("REST", 1), caretypePeer("typed", 1)],
  references: [],
};

const unaudited = (processes: number): Peer[] => [
  caretypePeer("REST", processes, { audit: false }),
  caretypePeer("typed", processes, { audit: false }),
];

const ofOneProcess: PeerGroup = {
  peers: [...checkGroup.peers, ...unaudited(1), auditedLimitPeer(pools[1])],
  references: [],
};

const ofLibraries: PeerGroup = { peers: rpcPeers, references: [limitPeer(1, pools[1])] };

const ofTwoProcesses: PeerGroup = {
  peers: [limitPeer(2, pools[2]), caretypePeer("REST", 2), caretypePeer("typed", 2)],
  references: [caretypePeer("REST", 1), caretypePeer("typed", 1)],
};

const ofTwoProcessesUnaudited: PeerGroup = {
  peers: unaudited(2),
  references: [limitPeer(2, pools[2])],
};

export async function allGroups(): Promise<{ groups: PeerGroup[]; skipped: string[] }> {
  const django = await findDjango();
  const others =
    "python" in django
      ? [{ peers: [djangoRestPeer(django.python)], references: [limitPeer(1, pools[1])] }]
      : [];
  return {
    groups: [ofOneProcess, ofLibraries, ...others, ofTwoProcesses, ofTwoProcessesUnaudited],
    skipped: "missing" in django ? [`Django REST: ${django.missing}`] : [],
  };
}
