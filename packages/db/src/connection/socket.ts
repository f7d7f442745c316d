import { Socket } from "node:net";
import { ConnectionLost } from "../errors.ts";
import type { Address } from "./settings.ts";

/** A connected socket. The name stays on it: postgres.js reads `host` for the certificate's check. */
export function connectSocket(address: Address, timeoutMilliseconds: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = Object.assign(new Socket(), { host: address.host, port: address.port });
  const timer = setTimeout(
    () => socket.destroy(new ConnectionLost("connect timed out")),
    timeoutMilliseconds,
  );
  socket.setNoDelay(true);
  // The listener stays: between two owners, an error that nobody hears would end the process.
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
