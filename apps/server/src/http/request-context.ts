import { isIP } from "node:net";
import type { RequestContext } from "@caretype/api";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Apart, HttpClient } from "./client.ts";
import { sessionCookie } from "./session-cookie.ts";

const bearer = /^bearer +([\w.~+/-]+=*) *$/i;

/**
 * Returns the bearer token, or null if there is not exactly one valid header. Handlers read `request.accessToken`
 * instead.
 */
export function readAccessToken({ raw, headers }: FastifyRequest): string | null {
  const token = bearer.exec(headers.authorization ?? "")?.[1] ?? null;
  // Node drops all but the first of several such headers.
  return countHeader(raw.rawHeaders, "authorization") === 1 ? token : null;
}

const practiceHeader = "caretype-practice";

/**
 * Returns the requested practice, or null without the header. An empty header, or several that Node joins with
 * commas, match no practice.
 */
export const practiceOf = ({ headers: { [practiceHeader]: given } }: FastifyRequest): string | null =>
  given === undefined ? null : String(given).trim().toLowerCase().slice(0, 100);

/** Falls back to the socket: a trusted proxy may send something that is not an address. */
export const addressOf = ({ ip, socket }: FastifyRequest): string =>
  isIP(ip) === 0 ? (socket.remoteAddress ?? "unknown") : ip;

const saneRequestId = /^[\w.:-]{1,64}$/;

/** Returns the client's id of the request, or null unless it is short and has only safe characters. */
export function clientRequestId({ headers: { "x-request-id": given } }: FastifyRequest): string | null {
  return typeof given === "string" && saneRequestId.test(given) ? given : null;
}

const idleHeader = "caretype-idle";

/** A missing header, or anything but a number of seconds, counts as use now. */
function idleSecondsOf({ headers: { [idleHeader]: given } }: FastifyRequest): number {
  const text = String(given ?? "").trim();
  return /^\d{1,8}$/.test(text) ? Number(text) : 0;
}

/** Needed to set a cookie. */
type RequestParts = {
  request: FastifyRequest;
  reply: FastifyReply;
  idempotency: RequestContext["idempotency"];
  /** Only clients of the typed surface send one. */
  position?: string | null;
  /** Only REST has dialects. */
  dialect?: RequestContext["dialect"];
  /** Without it, calls that wait for their turn count as load. */
  apart?: Apart | undefined;
};

/** Throws `INVALID_INPUT` if the request asks for a session cookie and may not use one. */
export function requestContext({
  request,
  reply,
  idempotency,
  position = null,
  dialect,
  apart,
}: RequestParts): RequestContext {
  return {
    services: request.server.services.inLanguageOf(request.headers["accept-language"]),
    accessToken: request.accessToken,
    requestId: request.id,
    clientRequestId: clientRequestId(request),
    practice: practiceOf(request),
    address: addressOf(request),
    position,
    userAgent: request.headers["user-agent"]?.slice(0, 300) ?? null,
    idempotency,
    idleSeconds: idleSecondsOf(request),
    refreshTokenStore: sessionCookie(request, reply),
    dialect,
    client: new HttpClient(reply.raw, apart),
    trace: request.trace?.parent,
  };
}

/**
 * Counts how often a header was sent, because Node keeps only one.
 * `name` is in lower case. `rawHeaders` alternates names and values.
 */
export function countHeader(rawHeaders: readonly string[], name: string): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const sent = rawHeaders[index];
    if (sent?.length === name.length && sent.toLowerCase() === name) count += 1;
  }
  return count;
}
