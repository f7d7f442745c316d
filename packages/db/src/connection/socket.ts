import { Socket } from "node:net";
import { ConnectionLost } from "../errors.ts";
import type { Address } from "./settings.ts";

/** Returns a connected socket. postgres.js reads its `host` to verify the certificate. */
export function connectSocket(address: Address, timeoutMilliseconds: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = Object.assign(new Socket(), { host: address.host, port: address.port });
  const timer = setTimeout(
    () => socket.destroy(new ConnectionLost("connect timed out")),
    timeoutMilliseconds,
  );
  socket.setNoDelay(true);
  // Keep this listener: an unhandled error between two owners would end the process.
  socket.on("error", reject);
  socket.once("close", () => clearTimeout(timer));
  socket.once("connect", () => {
    clearTimeout(timer);
    resolve(socket);
  });
  if (address.host.startsWith("/")) socket.connect(`${address.host}/.s.PGSQL.${address.port}`);
  else socket.connect(address.port, address.host);
  return promise;
}
