import type { FastifyReply } from "fastify";

/** Browsers send about 150 characters. A parser takes milliseconds for 15,000. */
const maxAcceptLength = 1_000;

/**
 * Returns an `Accept…` header for a parser.
 * One that is too long is treated as missing.
 */
export const shortEnough = (accept: string | undefined): string | undefined =>
  accept === undefined || accept.length > maxAcceptLength ? undefined : accept;

/** Adds a request header to the response's `Vary`. */
export function varyBy(reply: FastifyReply, header: string): void {
  reply.header("vary", [reply.getHeader("vary") ?? [], header].flat().join(", "));
}
