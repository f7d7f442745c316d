import { fileURLToPath } from "node:url";
import type { BenchEnvironment } from "../../environment/bench-environment.ts";
import type { Call } from "../../load/messages.ts";
import { startNodeServer } from "../../process/server-process.ts";
import { bearerOf } from "../patient/caller.ts";
import { newPatient, type Operation, type Peer, pageSize, post, readIds, resourceCalls } from "../peer.ts";

type Calls = (environment: BenchEnvironment) => Record<Operation, Call[]>;
type Library = { name: string; program: URL; calls: Calls };

/** The format of each library's own client. */
const libraries: readonly Library[] = [
  {
    name: "tRPC + postgres.js",
    program: new URL("trpc.ts", import.meta.url),
    calls: typedCalls((name, input) => [`/trpc/patient.${name}?batch=1`, { 0: input }]),
  },
  {
    name: "oRPC + postgres.js",
    program: new URL("orpc.ts", import.meta.url),
    calls: typedCalls((name, input) => [`/rpc/patient/${name}`, { json: input }]),
  },
  {
    name: "Hono RPC + postgres.js",
    program: new URL("hono.ts", import.meta.url),
    calls: (environment) =>
      resourceCalls(environment, { path: "/patients", headers: bearerOf(environment), newPatient }),
  },
];

/**
 * The same three procedures in other RPC libraries, with the limit's statements. They check tokens and validate input
 * and output. They have no log, roles, limits, history or audit.
 */
export const rpcPeers: Peer[] = libraries.map((library) => ({
  name: library.name,
  processes: 1,
  serverKey: library.name,
  start: (environment) => startLibrary(environment, library),
  calls: library.calls,
}));

function typedCalls(request: (name: Operation, input: object) => [path: string, body: object]): Calls {
  return (environment) => {
    const headers = bearerOf(environment);
    const call = (name: Operation, input: object) => {
      const [path, body] = request(name, input);
      return post(path, body, headers);
    };
    return {
      byId: readIds(environment).map((id) => call("byId", { id })),
      list: [call("list", { limit: pageSize })],
      create: [call("create", newPatient)],
    };
  };
}

function startLibrary({ database, secretKey }: BenchEnvironment, { name, program }: Library) {
  return startNodeServer({
    name,
    arguments: [fileURLToPath(program)],
    env: {
      DATABASE_URL: database.url,
      JWT_SECRET: secretKey,
      READERS: "4",
      WRITERS: "8",
      NODE_ENV: "production",
    },
  });
}
