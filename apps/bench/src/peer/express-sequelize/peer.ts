import { fileURLToPath } from "node:url";
import { startNodeServer } from "../../process/server-process.ts";
import { bearerOf } from "../patient/caller.ts";
import { newPatient, type Peer, resourceCalls } from "../peer.ts";

const program = fileURLToPath(new URL("server.ts", import.meta.url));
const name = "Express + Sequelize";

export const expressSequelizePeer: Peer = {
  name,
  processes: 1,
  serverKey: "express",
  start: ({ database, secretKey }) =>
    startNodeServer({
      name,
      arguments: [program],
      env: { DATABASE_URL: database.url, JWT_SECRET: secretKey, NODE_ENV: "production" },
    }),
  calls(environment) {
    return resourceCalls(environment, { path: "/patients", headers: bearerOf(environment), newPatient });
  },
};
