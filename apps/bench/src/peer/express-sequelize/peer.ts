import { fileURLToPath } from "node:url";
import { freePort } from "@caretype/postgres/free-port";
import { startServerProcess } from "../../process/server-process.ts";
import { bearerOf } from "../patient/caller.ts";
import { newPatient, type Peer, resourceCalls } from "../peer.ts";

const program = fileURLToPath(new URL("server.ts", import.meta.url));
const name = "Express + Sequelize";

export const expressSequelizePeer: Peer = {
  name,
  processes: 1,
  serverKey: "express",
  async start({ database, secretKey }) {
    const port = await freePort();
    return startServerProcess({
      name,
      command: process.execPath,
      arguments: [program],
      port,
      readyPath: "/",
      env: {
        DATABASE_URL: database.url,
        JWT_SECRET: secretKey,
        PORT: String(port),
        NODE_ENV: "production",
      },
    });
  },
  calls(environment) {
    return resourceCalls(environment, { path: "/patients", headers: bearerOf(environment), newPatient });
  },
};
