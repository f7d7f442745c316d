import { DomainError, type RequestContext } from "@caretype/api";
import type { FastifyRequest } from "fastify";

type SentKeys = NonNullable<RequestContext["idempotency"]>;

const headerName = "idempotency-key";

/** Node joins repeated headers with commas. The result is not a valid key. */
const sentText = ({ headers }: FastifyRequest): string | undefined => headers[headerName]?.toString();

export function keyOfOne(request: FastifyRequest): SentKeys | null {
  const text = sentText(request);
  return text === undefined ? null : { keys: [text], replayed: new Set() };
}

/**
 * The keys of a batch, one per call, in order.
 * Throws `INVALID_INPUT` for any other number.
 */
export function keysOfBatch(request: FastifyRequest, calls: number): SentKeys | null {
  const keys = sentText(request)
    ?.split(",")
    .map((text) => text.trim() || null);
  if (!keys) return null;
  if (keys.length === calls) return { keys, replayed: new Set() };
  throw new DomainError("INVALID_INPUT", {
    errors: { "Idempotency-Key": ["Send one for each call of the batch, with commas between"] },
  });
}

/** The header that reports replays: `true`, or for a batch `true` or `false` per call. */
export function replayHeaders(sent: SentKeys | null): Record<string, string> {
  if (!sent || sent.replayed.size === 0) return {};
  return { "idempotency-replayed": sent.keys.map((_, index) => sent.replayed.has(index)).join(",") };
}
