import { DomainError } from "@caretype/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { countHeader } from "../request-context.ts";

/** In characters. The default line limit of proxies such as nginx. */
export const maxUrlLength = 8 * 1024;

const hostHeader = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

/** A proxy may interpret several Host headers, or a broken one, differently than we do. */
function hasOneHost({ raw }: FastifyRequest): boolean {
  const count = countHeader(raw.rawHeaders, "host");
  if (raw.httpVersion === "1.0") return count <= 1;
  return count === 1 && hostHeader.test(raw.headers.host ?? "");
}

/** `GET http://other/path` would be answered as from the header's host. The server shortens URLs of the same host. */
const namesOtherHost = ({ raw }: FastifyRequest): boolean => /^https?:/i.test(raw.url ?? "");

/** Refuses requests before any route sees them: a foreign Host header, or an overlong address. */
async function guardsPlugin(app: FastifyInstance, { allowedHosts }: { allowedHosts: readonly string[] }) {
  const isAllowed = createHostCheck(allowedHosts);
  const refusal = (request: FastifyRequest) => {
    if ((request.raw.url?.length ?? 0) > maxUrlLength) return new DomainError("URI_TOO_LONG");
    if (!hasOneHost(request) || namesOtherHost(request)) return new DomainError("MALFORMED_REQUEST");
    // A load balancer asks for health by IP address. The answer reveals nothing.
    if (request.raw.url?.startsWith("/health/")) return undefined;
    return isAllowed(request.hostname) ? undefined : new DomainError("HOST_NOT_ALLOWED");
  };
  app.addHook("onRequest", (request, _reply, done) => done(refusal(request)));
}

export const guards = fp(guardsPlugin, { name: "guards" });

/** Returns the name in a Host header, without its port. Empty if there is none. */
export const hostNameOf = (header = ""): string => hostHeader.exec(header)?.[1] ?? "";

export const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");

/** Returns a check of whether the name in a Host header matches `ALLOWED_HOSTS`. */
export function createHostCheck(patterns: readonly string[]): (hostname: string) => boolean {
  if (patterns.includes("*")) return () => true;
  const names = new Set(patterns.filter((pattern) => !pattern.startsWith(".")).map(bare));
  const domains = patterns.filter((pattern) => pattern.startsWith(".")).map(bare);
  const isServed = (hostname: string) => {
    const name = bare(hostname);
    return names.has(name) || domains.some((domain) => name.endsWith(domain) || `.${name}` === domain);
  };
  // Most requests name the same host as the one before.
  let latest: string | undefined;
  return (hostname) => {
    if (hostname === latest) return true;
    if (!isServed(hostname)) return false;
    latest = hostname;
    return true;
  };
}
