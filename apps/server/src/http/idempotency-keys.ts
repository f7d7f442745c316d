import { invalidInput, type RequestContext } from "@caretype/api";
import type { FastifyRequest } from "fastify";

type SentKeys = NonNullable<RequestContext["idempotency"]>;

const headerName = "idempotency-key";

/** Node makes one text of several such headers, with commas, which is no key. */
const sentText = ({ headers }: FastifyRequest): string | undefined => headers[headerName]?.toString();

/** Of a request with one call. */
export function keyOfOne(request: FastifyRequest): SentKeys | null {
  const text = sentText(request);
  return text === undefined ? null : { keys: [text], replayed: new Set() };
}

/** Of a batch: one for each call, in their order. Rejects with `INVALID_INPUT` when there are more or fewer. */
export function keysOfBatch(request: FastifyRequest, calls: number): SentKeys | null {
  const keys = sentText(request)
    ?.split(",")
    .map((text) => text.trim() || null);
  if (!keys) return null;
  if (keys.length === calls) return { keys, replayed: new Set() };
  throw invalidInput({ "Idempotency-Key": ["Send one for each call of the batch, with commas between"] });
}

/** What an answer says of replays: `true`, or in a batch one of `true` and `false` for each call. */
export function replayHeaders(sent: SentKeys | null): Record<string, string> {
  if (!sent || sent.replayed.size === 0) return {};
  return { "idempotency-replayed": sent.keys.map((_, index) => sent.replayed.has(index)).join(",") };
}
