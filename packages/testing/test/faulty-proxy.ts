import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

type ProxyOutcome = "passed on" | "cut after the request" | "cut before the answer" | "cut within the answer";

export type FaultyProxy = {
  url: string;
  outcomes: Record<ProxyOutcome, number>;
  close(): Promise<void>;
};

type ProxyOptions = {
  url: string;
  /** Returns a number from 0 to 1 exclusive. Seed it to repeat the decisions. */
  random: () => number;
};

/**
 * A TCP proxy that cuts connections after a request was forwarded: at once, when the answer starts, or in the middle
 * of it. The server still completes the request.
 */
export async function startFaultyProxy({ url, random }: ProxyOptions): Promise<FaultyProxy> {
  const { hostname, port } = new URL(url);
  const outcomes: FaultyProxy["outcomes"] = {
    "passed on": 0,
    "cut after the request": 0,
    "cut before the answer": 0,
    "cut within the answer": 0,
  };
  const open = new Set<Socket>();
  const outcomeOfAnswer = (): ProxyOutcome => {
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
      if (isCut) outcomes["cut after the request"] += 1;
      upstream.write(request, isCut ? cut : undefined);
    });
    upstream.on("data", (answer) => {
      const outcome = outcomeOfAnswer();
      outcomes[outcome] += 1;
      if (outcome === "passed on") client.write(answer);
      else if (outcome === "cut before the answer") cut();
      else client.write(answer.subarray(0, Math.floor(random() * answer.length)), cut);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server on a port always has an address object.
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    outcomes,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
