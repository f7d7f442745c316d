import { fileURLToPath } from "node:url";
import { freePort } from "@caretype/postgres/free-port";
import { startServerProcess } from "../../process/server-process.ts";
import { caretypeEnv, typedCalls } from "../caretype.ts";
import type { Peer } from "../peer.ts";

const program = fileURLToPath(new URL("server.ts", import.meta.url));
const name = "Fastify + tRPC's own adapter";

export const stockTrpcPeer: Peer = {
  name,
  processes: 1,
  serverKey: "stock tRPC",
  async start(environment) {
    const port = await freePort();
    return startServerProcess({
      name,
      command: process.execPath,
      arguments: [program],
      port,
      readyPath: "/",
      env: { ...caretypeEnv(environment), PORT: String(port), NODE_ENV: "production" },
    });
  },
  calls: typedCalls,
};
