import { once } from "node:events";
import { createServer, type Socket } from "node:net";

/** Behaves like Redis, never answers, or fails each writing command. */
export type RedisBehaviour = "works" | "hangs" | "READONLY" | "OOM";

export type TestRedis = {
  url: string;
  /** Counts by key. */
  counts: ReadonlyMap<string, number>;
  /** The number of received counting commands. */
  asked(): number;
  behave(behaviour: RedisBehaviour): void;
  /** Ends all connections, and accepts no more. */
  stop(): Promise<void>;
  /** Accepts connections on the same port again, without counts and scripts. */
  restart(): Promise<void>;
};

/**
 * A server with the few commands of Redis that rate limits use, for tests without Redis. It does not run the script,
 * but has the same effect. Keys do not expire.
 */
export async function startTestRedis({ password }: { password?: string } = {}): Promise<TestRedis> {
  const counts = new Map<string, number>();
  const sockets = new Set<Socket>();
  const state = { behaviour: "works" as RedisBehaviour, asked: 0, isLoaded: false };

  function answerTo([name = "", ...words]: string[]): string {
    switch (name.toUpperCase()) {
      case "AUTH":
        return words.at(-1) === password ? "+OK" : "-WRONGPASS invalid username-password pair";
      case "EVALSHA":
        return state.isLoaded ? count(words) : "-NOSCRIPT No matching script. Please use EVAL.";
      case "EVAL":
        state.isLoaded = true;
        return count(words);
      default:
        return "+OK";
    }
  }

  function count([, , key = "", points = "0"]: string[]): string {
    state.asked += 1;
    if (state.behaviour === "READONLY") return "-READONLY You can't write against a read only replica.";
    if (state.behaviour === "OOM") return "-OOM command not allowed when used memory > 'maxmemory'.";
    const consumed = (counts.get(key) ?? 0) + Number(points);
    counts.set(key, consumed);
    return `*2\r\n:${consumed}\r\n:60000`;
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    if (state.behaviour === "hangs") socket.pause();
    let unread = "";
    socket.setEncoding("latin1").on("data", (part: string) => {
      unread += part;
      for (let command = readCommand(unread); command; command = readCommand(unread)) {
        unread = command.rest;
        socket.write(`${answerTo(command.words)}\r\n`);
      }
    });
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address ? address.port : 0;
  };
  const port = await listen(0);
  return {
    url: `redis://${password === undefined ? "" : `:${password}@`}127.0.0.1:${port}`,
    counts,
    asked: () => state.asked,
    behave: (behaviour) => {
      state.behaviour = behaviour;
      // Commands that arrive while it hangs are answered later.
      for (const socket of sockets) behaviour === "hangs" ? socket.pause() : socket.resume();
    },
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    restart: async () => {
      counts.clear();
      state.isLoaded = false;
      await listen(port);
    },
  };
}

/** Parses `*2\r\n$4\r\nAUTH\r\n$3\r\nabc\r\n`. Undefined: incomplete. */
function readCommand(text: string): { words: string[]; rest: string } | undefined {
  const start = /^\*(\d+)\r\n/.exec(text);
  if (!start) return undefined;
  const words: string[] = [];
  let at = start[0].length;
  for (let missing = Number(start[1]); missing > 0; missing -= 1) {
    const length = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (!length) return undefined;
    const from = at + length[0].length;
    at = from + Number(length[1]) + 2;
    if (at > text.length) return undefined;
    words.push(text.slice(from, at - 2));
  }
  return { words, rest: text.slice(at) };
}
