import { fileURLToPath } from "node:url";
import { freePort } from "../../process/port.ts";
import { startServerProcess } from "../../process/server-process.ts";
import { limitName, newPatient, type Peer, resourceCalls } from "../peer.ts";

const program = fileURLToPath(new URL("server.ts", import.meta.url));

/** Connections to the database in each process. */
export type PoolSizes = { reads: number; writes: number };

export function limitPeer(processes: number, pool: PoolSizes): Peer {
  const name = limitName;
  return {
    name,
    processes,
    serverKey: `limit ${processes}`,
    async start({ database, practiceId, account }) {
      const port = await freePort();
      return startServerProcess({
        name,
        command: process.execPath,
        arguments: [program],
        port,
        readyPath: "/",
        environment: {
          DATABASE_URL: database.url,
          PRACTICE_ID: practiceId,
          ACCOUNT_ID: account.id,
          PORT: String(port),
          READERS: String(pool.reads),
          WRITERS: String(pool.writes),
          WORKERS: String(processes),
        },
      });
    },
    calls: (bed) => resourceCalls(bed, { path: "/patients", newPatient }),
  };
}
