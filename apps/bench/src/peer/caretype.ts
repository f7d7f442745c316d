import { fileURLToPath } from "node:url";
import type { BenchEnvironment } from "../environment/bench-environment.ts";
import { settings } from "../environment/services.ts";
import type { Call } from "../load/messages.ts";
import { type ServerProcess, startNodeServer } from "../process/server-process.ts";
import {
  newPatient,
  newPatientSnakeCase,
  type Operation,
  type Peer,
  pageSize,
  post,
  readIds,
  resourceCalls,
} from "./peer.ts";

export const serverProgram = fileURLToPath(new URL("main.js", import.meta.resolve("@caretype/server")));
const withoutAudit = fileURLToPath(new URL("caretype-without-audit.ts", import.meta.url));

type ServerChoices = {
  processes?: number;
  audit?: boolean;
  readyPath?: string;
  /** In addition to the benchmark's own. */
  env?: Record<string, string>;
};

export function caretypeEnv({ database, secretKey }: Pick<BenchEnvironment, "database" | "secretKey">) {
  return {
    // Ignores the user's settings.
    CARETYPE_ENV_FILE: "none",
    REGISTRATION: "open",
    DATABASE_URL: database.url,
    SECRET_KEY: secretKey,
    ACCESS_TOKEN_MINUTES: String(settings.accessTokenMinutes),
    // All load comes from one account and one address.
    RATE_LIMIT_ACCOUNT: "0",
    RATE_LIMIT_ADDRESS: "0",
  };
}

/** Starts the server as in production, or without the audit for comparison. */
export function startCaretypeServer(
  environment: Pick<BenchEnvironment, "database" | "secretKey">,
  { processes = 1, audit = true, readyPath = "/health/ready", env = {} }: ServerChoices = {},
): Promise<ServerProcess> {
  return startNodeServer({
    name: "Caretype",
    arguments: audit ? [serverProgram, "serve"] : [withoutAudit],
    readyPath,
    env: {
      ...caretypeEnv(environment),
      ...(processes > 1 && { WEB_CONCURRENCY: String(processes) }),
      ...env,
    },
  });
}

type Surface = "REST" | "typed";

export const caretypePeer = (surface: Surface, processes: number, { audit = true } = {}): Peer => ({
  name: `Caretype, ${surface}${audit ? "" : unaudited}`,
  processes,
  serverKey: `caretype ${processes}${audit ? "" : unaudited}`,
  start: (environment) => startCaretypeServer(environment, { processes, audit }),
  calls: callsOf[surface],
});

/** The suffix of peers without the audit. */
export const unaudited = ", without the audit";

export const bearer = ({ account }: BenchEnvironment) => ({ authorization: `Bearer ${account.accessToken}` });

const callsOf: Record<Surface, (environment: BenchEnvironment) => Record<Operation, Call[]>> = {
  REST: (environment) =>
    resourceCalls(environment, {
      path: "/api/patients",
      headers: bearer(environment),
      newPatient: newPatientSnakeCase,
    }),
  typed: typedCalls,
};

/** Sends calls as `@caretype/client` does: queries as POST too, and a single call as a batch of one. */
export function typedCalls(environment: BenchEnvironment): Record<Operation, Call[]> {
  const call = (name: string, input: object) =>
    post(`/trpc/${name}?batch=1`, { 0: input }, bearer(environment));
  return {
    byId: readIds(environment).map((id) => call("patient.byId", { id })),
    list: [call("patient.list", { limit: pageSize })],
    create: [call("patient.create", newPatient)],
  };
}
