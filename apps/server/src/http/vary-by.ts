import type { FastifyReply } from "fastify";

/** Adds a request's header to those that the answer depends on, beside what others have said. */
export function varyBy(reply: FastifyReply, header: string): void {
  reply.header("vary", [reply.getHeader("vary") ?? [], header].flat().join(", "));
}
