import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What becomes of an answer, or of the connection that waits for one. */
type Fate = "passed on" | "cut after the request" | "cut before the answer" | "cut within the answer";

export type CuttingProxy = {
  url: string;
  /** How often each has happened. */
  fates: Record<Fate, number>;
  close(): Promise<void>;
};

type ProxyOptions = {
  /** Where the server is. */
  url: string;
  /** From 0 to 1, exclusive; a seeded one repeats its decisions. */
  random: () => number;
};

/**
 * A proxy of TCP that cuts connections, each time after a request has gone out to the server: at once, or when the
 * answer comes, or in the middle of it. What the server has begun it goes on with.
 */
export async function startCuttingProxy({ url, random }: ProxyOptions): Promise<CuttingProxy> {
  const { hostname, port } = new URL(url);
  const fates: CuttingProxy["fates"] = {
    "passed on": 0,
    "cut after the request": 0,
    "cut before the answer": 0,
    "cut within the answer": 0,
  };
  const open = new Set<Socket>();
  const fateOfAnswer = (): Fate => {
    const number = random();
    if (number < 0.15) return "cut before the answer";
    return number < 0.3 ? "cut within the answer" : "passed on";
  };

  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", cut);
      socket.on("close", () => {
        open.delete(socket);
        cut();
      });
    }
    client.on("data", (request) => {
      const isCut = random() < 0.1;
      if (isCut) fates["cut after the request"] += 1;
      upstream.write(request, isCut ? cut : undefined);
    });
    upstream.on("data", (answer) => {
      const fate = fateOfAnswer();
      fates[fate] += 1;
      if (fate === "passed on") client.write(answer);
      else if (fate === "cut before the answer") cut();
      else client.write(answer.subarray(0, Math.floor(random() * answer.length)), cut);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // Listening on a port, it has an address that is none of a pipe.
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    fates,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
