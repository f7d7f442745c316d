import type { Deprecation } from "@caretype/api";
import type { FastifyReply } from "fastify";

/** The deprecated procedures of a request, with the successor's address. Null: there is none. */
type Deprecated = Deprecation & { successor: string | null };

/**
 * Returns `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and links to the successors. A batch has one of each, so the
 * earliest date counts.
 */
export function deprecationHeaders(found: readonly Deprecated[]): Record<string, string> {
  const since = earliest(found.map((one) => one.since));
  if (since === undefined) return {};
  const sunset = earliest(found.flatMap((one) => one.sunset ?? []));
  const links = found.flatMap(({ successor }) =>
    successor === null ? [] : [`<${successor}>; rel="successor-version"`],
  );
  return {
    deprecation: `@${Date.parse(since) / 1000}`,
    ...(sunset !== undefined && { sunset: new Date(sunset).toUTCString() }),
    ...(links.length > 0 && { link: [...new Set(links)].join(", ") }),
  };
}

/** ISO dates sort as texts. */
const earliest = (dates: readonly string[]): string | undefined => dates.toSorted()[0];

export function addLink(reply: FastifyReply, link: string): void {
  const known = reply.getHeader("link");
  reply.header("link", known === undefined ? link : `${known}, ${link}`);
}
