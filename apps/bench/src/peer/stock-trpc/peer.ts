import { fileURLToPath } from "node:url";
import { startNodeServer } from "../../process/server-process.ts";
import { caretypeEnv, typedCalls } from "../caretype.ts";
import type { Peer } from "../peer.ts";

const program = fileURLToPath(new URL("server.ts", import.meta.url));
const name = "Fastify + tRPC's own adapter";

export const stockTrpcPeer: Peer = {
  name,
  processes: 1,
  serverKey: "stock tRPC",
  start: (environment) =>
    startNodeServer({
      name,
      arguments: [program],
      env: { ...caretypeEnv(environment), NODE_ENV: "production" },
    }),
  calls: typedCalls,
};
