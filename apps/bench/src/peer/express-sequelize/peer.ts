import { fileURLToPath } from "node:url";
import jsonwebtoken from "jsonwebtoken";
import { freePort } from "../../process/port.ts";
import { startServerProcess } from "../../process/server-process.ts";
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
    const claims = { sub: environment.account.id, practiceId: environment.practiceId };
    const token = jsonwebtoken.sign(claims, environment.secretKey, { algorithm: "HS256", expiresIn: "1d" });
    const headers = { authorization: `Bearer ${token}` };
    return resourceCalls(environment, { path: "/patients", headers, newPatient });
  },
};
