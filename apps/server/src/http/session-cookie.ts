import { invalidInput, type RefreshKeeper } from "@caretype/api";
import { parseCookie, stringifySetCookie } from "cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

const headerName = "caretype-session";
const word = "cookie";

/**
 * By its prefix browsers take it with `Secure` and for this very host only, so that no other host can set it. Cookies
 * know no ports: by the key's name the servers at two ports of a host keep one each.
 */
const nameOf = (keyName: string) => `__Host-caretype-refresh-${keyName}`;
const attributes = { path: "/", httpOnly: true, secure: true, sameSite: "strict" } as const;

/** Of this origin, with its port; but "cookies" would be of the whole host, with the sessions at its other ports. */
const clearedAtLeaving = '"cache", "storage"';

/**
 * The cookie that keeps the refresh token, for a request that asks for it by `Caretype-Session: cookie`; null where it
 * does not, and then a cookie that is sent along counts for nothing.
 *
 * @throws {DomainError} `INVALID_INPUT` for another word, and where the request is not from a page of this origin.
 */
export function sessionCookie(request: FastifyRequest, reply: FastifyReply): RefreshKeeper | null {
  const asked = request.headers[headerName];
  if (asked === undefined) return null;
  const refusal = refusalOf(request, String(asked));
  if (refusal !== null) throw invalidInput({ "Caretype-Session": [refusal] });
  const { refreshLifetimeSeconds: maxAge, keyName } = request.server.services.tokens;
  const cookieName = nameOf(keyName);
  // There is no other cookie, and the last call of a batch counts.
  const set = (value: string, lifetime: { maxAge: number; expires?: Date }) => {
    const cookie = stringifySetCookie({ name: cookieName, value, ...attributes, ...lifetime });
    reply.removeHeader("set-cookie").header("set-cookie", cookie);
  };
  const drop = () => set("", { maxAge: 0, expires: new Date(0) });
  return {
    word,
    held: () => parseCookie(request.headers.cookie ?? "")[cookieName] || null,
    keep: (refresh) => set(refresh, { maxAge }),
    drop,
    leave() {
      drop();
      reply.header("clear-site-data", clearedAtLeaving);
    },
  };
}

function refusalOf(request: FastifyRequest, asked: string): string | null {
  if (asked.trim().toLowerCase() !== word) return `Send ${word}, or leave the header out`;
  if (!isFromOwnPage(request)) return "Only pages of this server's own origin keep a session in a cookie";
  // The head of a streamed answer leaves before the calls have ended, and a cookie with it or never.
  if (isStreamed(request)) return "Not together with an answer as application/jsonl";
  return null;
}

const ownSites: readonly unknown[] = [undefined, "same-origin", "none"];

/** What is not there, no browser has sent: one that has no such header yet still sends the other with what changes things. */
function isFromOwnPage({ headers, host }: FastifyRequest): boolean {
  if (!ownSites.includes(headers["sec-fetch-site"])) return false;
  const { origin } = headers;
  return origin === undefined || isOfHost(origin, host);
}

/** Whether it came by TLS is not known behind a proxy, so the scheme is taken as the origin has it. */
function isOfHost(origin: string, host: string): boolean {
  const from = URL.parse(origin);
  if (from === null || from.origin !== origin.toLowerCase()) return false;
  return URL.parse(`${from.protocol}//${host}`)?.origin === from.origin;
}

const isStreamed = ({ headers }: FastifyRequest) =>
  `${headers["trpc-accept"]},${headers.accept}`.toLowerCase().includes("application/jsonl");
