import type { AnyTRPCProcedure, TRPCProcedureType } from "@trpc/server";
import type { FastifyRequest } from "fastify";
import { CallInputs } from "./call-inputs.ts";

export const largestBatch = 10;

/** The calls of one request: all queries or all mutations, except for unknown names. */
export type TypedCalls = {
  names: readonly string[];
  /** In the order of `names`. */
  procedures: readonly (AnyTRPCProcedure | undefined)[];
  type: TRPCProcedureType | "unknown";
  isBatch: boolean;
  inputs: CallInputs;
};

/** The router's procedures that are already loaded. */
export type ProcedureTable = {
  byName: ReadonlyMap<string, AnyTRPCProcedure>;
  /** If false, tRPC may still load a procedure that is not in the map. */
  isWhole: boolean;
};

/** Returns plain queries or mutations as JSON, or null for anything else, which tRPC's own handler answers. */
export function readCalls(request: FastifyRequest, path: string, table: ProcedureTable): TypedCalls | null {
  // tRPC decodes the path again after Fastify, so it reads a name with a percent sign differently.
  if (!isPlain(request) || path.includes("%")) return null;
  const search = readSearch(request.raw.url ?? "");
  if (!search) return null;
  const { isBatch } = search;
  const text = request.method === "GET" ? search.input : bodyText(request.body);
  if (text === null) return null;
  const names = isBatch ? path.split(",") : [path];
  if (names.length > largestBatch) return null;
  const procedures = names.map((name) => table.byName.get(name));
  if (!table.isWhole && procedures.includes(undefined)) return null;
  const type = typeOfAll(procedures);
  if (!type) return null;
  return { names, procedures, type, isBatch, inputs: new CallInputs(text, isBatch) };
}

/** ASCII without a fragment. tRPC's URL parser would change the meaning of other URLs. */
const plainUrl = /^\/[!"$-~]*$/;
const beyondHostName = /[@/\\?#]/;

/** Nearly every request names the same host as the one before. */
let latestHost: string | undefined;

function isHostOfUrl(host: string): boolean {
  if (beyondHostName.test(host) || !URL.canParse(`http://${host}`)) return false;
  latestHost = host;
  return true;
}

function isPlain({ raw, headers, method }: FastifyRequest): boolean {
  const { host = "localhost", accept } = headers;
  if (!plainUrl.test(raw.url ?? "")) return false;
  // tRPC refuses a URL with an invalid host, such as one with a port over 65535.
  if (host !== latestHost && !isHostOfUrl(host)) return false;
  if (headers["trpc-accept"] !== undefined || accept?.includes("application/jsonl")) return false;
  const contentType = headers["content-type"];
  return contentType === undefined ? method === "GET" : isJson(contentType);
}

const isJson = (contentType: string) =>
  contentType === "application/json" ||
  contentType.toLowerCase().split(";", 1)[0]?.trim() === "application/json";

type Search = { isBatch: boolean; input: string | undefined };

/** Returns null if connection parameters are sent, which only subscriptions use. */
function readSearch(url: string): Search | null {
  const start = url.indexOf("?");
  if (start === -1) return { isBatch: false, input: undefined };
  // Keep the question mark: `URLSearchParams` removes one, which would otherwise be the second.
  const text = url.slice(start);
  if (text === "?batch=1") return { isBatch: true, input: undefined };
  const search = new URLSearchParams(text);
  if (search.has("connectionParams")) return null;
  return { isBatch: search.get("batch") === "1", input: search.get("input") || undefined };
}

/** Returns "" without a body, and null for a byte order mark: `Request.json()` removes one, or even two. */
function bodyText(body: unknown): string | null {
  if (body === undefined) return "";
  return typeof body === "string" && !body.startsWith("\uFEFF") ? body : null;
}

/** Returns null for subscriptions and for a mix of types. */
function typeOfAll(procedures: TypedCalls["procedures"]): TypedCalls["type"] | null {
  let type: TypedCalls["type"] = "unknown";
  for (const procedure of procedures) {
    if (!procedure) continue;
    const own = procedure._def.type;
    if (own === "subscription" || (type !== "unknown" && type !== own)) return null;
    type = own;
  }
  return type;
}
