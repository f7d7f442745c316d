import { DomainError, type RefreshTokenStore } from "@caretype/api";
import { parseCookie, stringifySetCookie } from "cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

const headerName = "caretype-session";
const placeholder = "cookie";

/**
 * Names the cookie after the key.
 * Because of the prefix `__Host-`, browsers accept it only with `Secure` and from this host. Cookies ignore ports, so
 * the key's name separates the cookies of servers on two ports of a host.
 */
const nameOf = (keyName: string) => `__Host-caretype-refresh-${keyName}`;
const attributes = { path: "/", httpOnly: true, secure: true, sameSite: "strict" } as const;

/** These two affect only this origin. "cookies" would clear the sessions on all ports of the host. */
const clearedAtLeaving = '"cache", "storage"';

/**
 * Returns access to the refresh token's cookie for a request with `Caretype-Session: cookie`. Returns null without this
 * header: any cookie is then ignored.
 * @throws {DomainError} `INVALID_INPUT` for another value, and for a request that is not from a page of this origin.
 */
export function sessionCookie(request: FastifyRequest, reply: FastifyReply): RefreshTokenStore | null {
  const asked = request.headers[headerName];
  if (asked === undefined) return null;
  const refusal = refusalOf(request, String(asked));
  if (refusal !== null) throw new DomainError("INVALID_INPUT", { errors: { "Caretype-Session": [refusal] } });
  const { refreshLifetimeSeconds: maxAge, keyName } = request.server.services.tokens;
  const cookieName = nameOf(keyName);
  // There is no other cookie, and the last call of a batch wins.
  const set = (value: string, lifetime: { maxAge: number; expires?: Date }) => {
    const cookie = stringifySetCookie({ name: cookieName, value, ...attributes, ...lifetime });
    reply.removeHeader("set-cookie").header("set-cookie", cookie);
  };
  const clear = () => set("", { maxAge: 0, expires: new Date(0) });
  return {
    placeholder,
    read: () => parseCookie(request.headers.cookie ?? "")[cookieName] || null,
    save: (refresh) => set(refresh, { maxAge }),
    clear,
    clearAll() {
      clear();
      reply.header("clear-site-data", clearedAtLeaving);
    },
  };
}

function refusalOf(request: FastifyRequest, asked: string): string | null {
  if (asked.trim().toLowerCase() !== placeholder) return `Send ${placeholder}, or omit the header`;
  if (!isFromOwnPage(request)) return "Only pages of this server's own origin can keep a session in a cookie";
  // A streamed response sends its headers before the calls end, so it is too late for a cookie.
  if (isStreamed(request)) return "Cannot be combined with a response as application/jsonl";
  return null;
}

const ownSites: readonly unknown[] = [undefined, "same-origin", "none"];

/** Programs send neither header. Old browsers without `Sec-Fetch-Site` still send `Origin` with mutations. */
function isFromOwnPage({ headers, host }: FastifyRequest): boolean {
  if (!ownSites.includes(headers["sec-fetch-site"])) return false;
  const { origin } = headers;
  return origin === undefined || isOfHost(origin, host);
}

/** Behind a proxy, the use of TLS is unknown, so the origin's scheme is assumed. */
function isOfHost(origin: string, host: string): boolean {
  const from = URL.parse(origin);
  if (from === null || from.origin !== origin.toLowerCase()) return false;
  return URL.parse(`${from.protocol}//${host}`)?.origin === from.origin;
}

/** Returns whether the client wants each answer of a batch as soon as it is ready. */
export const isStreamed = ({ headers }: FastifyRequest) =>
  `${headers["trpc-accept"]},${headers.accept}`.toLowerCase().includes("application/jsonl");
