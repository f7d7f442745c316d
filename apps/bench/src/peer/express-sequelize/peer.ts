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
      environment: {
        DATABASE_URL: database.url,
        JWT_SECRET: secretKey,
        PORT: String(port),
        NODE_ENV: "production",
      },
    });
  },
  calls(bed) {
    const claims = { sub: bed.account.id, practiceId: bed.practiceId };
    const token = jsonwebtoken.sign(claims, bed.secretKey, { algorithm: "HS256", expiresIn: "1d" });
    const headers = { authorization: `Bearer ${token}` };
    return resourceCalls(bed, { path: "/patients", headers, newPatient });
  },
};
