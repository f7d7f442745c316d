import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance } from "fastify";

/** The OpenAPI document, and a page to read it with. Both are made at their first request. */
export async function apiReference(app: FastifyInstance, { router }: { router: AnyTRPCRouter }) {
}
