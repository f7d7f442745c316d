import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** The network between the callers and the server: a proxy that can cut all connections. */
export class Network {
  readonly #open = new Set<Socket>();
  readonly #server = createServer((caller) => this.#join(caller));
  #target = 0;
  #isCut = false;

  /** The server's port, which changes at each start. */
  set target(port: number) {
    this.#target = port;
  }

  /** Resolves to the port to which callers connect. */
  async listen(): Promise<number> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The network has no port");
    return address.port;
  }

  /** Cuts every connection, wherever its request or answer is, and refuses others until `mend`. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#open) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, "close");
  }

  #join(caller: Socket): void {
    if (this.#isCut) return void caller.destroy();
    const server = connect(this.#target, "127.0.0.1");
    const end = () => {
      caller.destroy();
      server.destroy();
    };
    for (const socket of [caller, server]) {
      this.#open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", end);
      socket.on("close", () => {
        this.#open.delete(socket);
        end();
      });
    }
    caller.pipe(server);
    server.pipe(caller);
  }
}
