import { isIP } from "node:net";
import type { RequestContext } from "@caretype/api";
import type { FastifyReply, FastifyRequest } from "fastify";
import { countHeader } from "./raw-headers.ts";
import { sessionCookie } from "./session-cookie.ts";

const bearer = /^bearer +([\w.~+/-]+=*) *$/i;

/** The one bearer token; null where there is none, or more than one, or something else. */
export function accessToken({ raw, headers }: FastifyRequest): string | null {
  const token = bearer.exec(headers.authorization ?? "")?.[1] ?? null;
  // Node drops all but the first of several such headers without a word.
  return countHeader(raw.rawHeaders, "authorization") === 1 ? token : null;
}

const practiceHeader = "caretype-practice";

/**
 * The practice that is asked for. An empty text, or several of which Node makes one with commas, is that of nobody, and
 * no call goes to another practice than was meant.
 */
export const practiceOf = ({ headers: { [practiceHeader]: given } }: FastifyRequest): string | null =>
  given === undefined ? null : String(given).trim().toLowerCase().slice(0, 100);

/** What a trusted proxy passes on need not be an address. */
const addressOf = ({ ip, socket }: FastifyRequest): string =>
  isIP(ip) === 0 ? (socket.remoteAddress ?? "unknown") : ip;

const saneRequestId = /^[\w.:-]{1,64}$/;

/** What the client calls the request, where it is short and of letters, digits and few signs; null otherwise. */
export function clientRequestId({ headers: { "x-request-id": given } }: FastifyRequest): string | null {
  return typeof given === "string" && saneRequestId.test(given) ? given : null;
}

const idleHeader = "caretype-idle";

/** What is no number of seconds counts as a use just now: so does every call that does not say it. */
function idleSecondsOf({ headers: { [idleHeader]: given } }: FastifyRequest): number {
  const text = String(given ?? "").trim();
  return /^\d{1,8}$/.test(text) ? Number(text) : 0;
}

/** What a request and its answer are to its calls: the keys that they have, and the reply that a cookie is set on. */
type RequestParts = {
  request: FastifyRequest;
  reply: FastifyReply;
  idempotency: RequestContext["idempotency"];
};

/** Rejects with `INVALID_INPUT` where a session's cookie is asked for and may not be used. */
export function requestContext({ request, reply, idempotency }: RequestParts): RequestContext {
  return {
    services: request.server.services,
    accessToken: accessToken(request),
    requestId: request.id,
    clientRequestId: clientRequestId(request),
    practice: practiceOf(request),
    address: addressOf(request),
    userAgent: request.headers["user-agent"]?.slice(0, 300) ?? null,
    idempotency,
    idleSeconds: idleSecondsOf(request),
    refreshKeeper: sessionCookie(request, reply),
  };
}
