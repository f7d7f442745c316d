import type { AnyTRPCProcedure, TRPCProcedureType } from "@trpc/server";
import type { FastifyRequest } from "fastify";
import { CallInputs } from "./call-inputs.ts";

export const largestBatch = 10;

/** One request's calls: all queries, or all mutations, except for names that no procedure has. */
export type TypedCalls = {
  names: readonly string[];
  /** By the name's index. */
  procedures: readonly (AnyTRPCProcedure | undefined)[];
  type: TRPCProcedureType | "unknown";
  isBatch: boolean;
  inputs: CallInputs;
};

/** What is known of the router's procedures without loading any. */
export type ProcedureTable = {
  byName: ReadonlyMap<string, AnyTRPCProcedure>;
  /** A name that is not in the map may be one that tRPC has yet to load. */
  isWhole: boolean;
};

/** Null for anything but plain queries and mutations as JSON: tRPC's own handler answers that. */
export function readCalls(request: FastifyRequest, path: string, table: ProcedureTable): TypedCalls | null {
  // tRPC decodes what Fastify has decoded, and so a name with a percent sign is another one to it.
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

/** An address in ASCII without a fragment. Others mean to tRPC, which parses a URL of it, what they do not say. */
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
  // tRPC refuses an address whose host is none, such as one with a port over 65535.
  if (host !== latestHost && !isHostOfUrl(host)) return false;
  if (headers["trpc-accept"] !== undefined || accept?.includes("application/jsonl")) return false;
  const contentType = headers["content-type"];
  return contentType === undefined ? method === "GET" : isJson(contentType);
}

const isJson = (contentType: string) =>
  contentType === "application/json" ||
  contentType.toLowerCase().split(";", 1)[0]?.trim() === "application/json";

type Search = { isBatch: boolean; input: string | undefined };

/** Null where connection parameters are sent, which only subscriptions have a use for. */
function readSearch(url: string): Search | null {
  const start = url.indexOf("?");
  if (start === -1) return { isBatch: false, input: undefined };
  // With its question mark: without it, a second one would be taken off.
  const text = url.slice(start);
  if (text === "?batch=1") return { isBatch: true, input: undefined };
  const search = new URLSearchParams(text);
  if (search.has("connectionParams")) return null;
  return { isBatch: search.get("batch") === "1", input: search.get("input") || undefined };
}

/** Empty where there is none. Null with a byte order mark, of which `Request.json()` takes off one, or two. */
function bodyText(body: unknown): string | null {
  if (body === undefined) return "";
  return typeof body === "string" && !body.startsWith("\uFEFF") ? body : null;
}

/** Null for subscriptions, and for a mixture. */
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
