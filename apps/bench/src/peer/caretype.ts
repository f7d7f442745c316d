import { fileURLToPath } from "node:url";
import { accessTokenMinutes, type TestBed } from "../bed/test-bed.ts";
import type { Call } from "../load/messages.ts";
import { freePort } from "../process/port.ts";
import { type ServerProcess, startServerProcess } from "../process/server-process.ts";
import {
  get,
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
  nodeArguments?: string[];
  readyPath?: string;
  /** Settings in addition to the benchmark's own. */
  environment?: Record<string, string>;
};

export function caretypeEnvironment({ database, secretKey }: Pick<TestBed, "database" | "secretKey">) {
  return {
    // Ignores the user's own settings.
    CARETYPE_ENV_FILE: "none",
    REGISTRATION: "open",
    DATABASE_URL: database.url,
    SECRET_KEY: secretKey,
    ACCESS_TOKEN_MINUTES: String(accessTokenMinutes),
    // All load comes from one account and one address.
    RATE_LIMIT_ACCOUNT: "0",
    RATE_LIMIT_ADDRESS: "0",
  };
}

/** Starts the server as its users do, or without the audit for comparison. */
export async function startCaretypeServer(
  bed: Pick<TestBed, "database" | "secretKey">,
  {
    processes = 1,
    audit = true,
    nodeArguments = [],
    readyPath = "/health/ready",
    environment = {},
  }: ServerChoices = {},
): Promise<ServerProcess> {
  const port = await freePort();
  return startServerProcess({
    name: "Caretype",
    command: process.execPath,
    arguments: [...nodeArguments, ...(audit ? [serverProgram, "serve"] : [withoutAudit])],
    port,
    readyPath,
    environment: {
      ...caretypeEnvironment(bed),
      PORT: String(port),
      ...(processes > 1 && { WEB_CONCURRENCY: String(processes) }),
      ...environment,
    },
  });
}

type Surface = "REST" | "typed" | "typed, GET";

export const caretypePeer = (surface: Surface, processes: number, { audit = true } = {}): Peer => ({
  name: `Caretype, ${surface}${audit ? "" : unaudited}`,
  processes,
  serverKey: `caretype ${processes}${audit ? "" : unaudited}`,
  start: (bed) => startCaretypeServer(bed, { processes, audit }),
  calls: callsOf[surface],
});

/** The suffix of a peer's name that writes no audit. */
export const unaudited = ", without the audit";

export const bearer = ({ account }: TestBed) => ({ authorization: `Bearer ${account.accessToken}` });

const callsOf: Record<Surface, (bed: TestBed) => Partial<Record<Operation, Call[]>>> = {
  REST: (bed) =>
    resourceCalls(bed, { path: "/api/patients", headers: bearer(bed), newPatient: newPatientSnakeCase }),
  typed: typedCalls,
  "typed, GET": (bed) => ({
    byId: readIds(bed).map((id) => get(`/trpc/patient.byId?${inputOf({ id })}`, bearer(bed))),
    list: [get(`/trpc/patient.list?${inputOf({ limit: pageSize })}`, bearer(bed))],
  }),
};

const inputOf = (input: object) => new URLSearchParams({ input: JSON.stringify(input) });

/** Calls as `@caretype/client` sends them: queries as POST too, and a single call as a batch of one. */
export function typedCalls(bed: TestBed): Record<Operation, Call[]> {
  const call = (name: string, input: object) => post(`/trpc/${name}?batch=1`, { 0: input }, bearer(bed));
  return {
    byId: readIds(bed).map((id) => call("patient.byId", { id })),
    list: [call("patient.list", { limit: pageSize })],
    create: [call("patient.create", newPatient)],
  };
}
