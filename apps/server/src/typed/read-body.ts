import {
  anonymousInput,
  boundsOf,
  DomainError,
  type Guard,
  type InputBounds,
  maxInputBytes,
  ordinaryInput,
  type ProcedureMeta,
  passwordCost,
} from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyRequest } from "fastify";
import { isTooComplex } from "../http/json-extent.ts";
import { practiceOf } from "../http/request-context.ts";
import { declaredLength, parseStrictly, type UnreadBody } from "../http/unread-body.ts";
import { maxBatch } from "./typed-calls.ts";

type RequestBounds = { bounds: InputBounds; isAnonymous: boolean };

/** Names that would change an object's prototype, also when escaped. */
const suspicious = /__proto__|constructor|\\u00/i;

/**
 * Returns a body's text, for tRPC to parse. Skips reading if the calls need a token and there is none, because they
 * will be refused. Only a valid token allows a body over the ordinary limit.
 */
export async function readBody(
  router: AnyTRPCRouter,
  request: FastifyRequest,
  body: UnreadBody,
): Promise<string | undefined> {
  const { bounds, isAnonymous } = boundsOfRequest(router, request);
  if (!isAnonymous) {
    const token = request.accessToken;
    if (token === null) return undefined;
    const isLarge = (declaredLength(request.headers) ?? Number.POSITIVE_INFINITY) > ordinaryInput.bytes;
    if (isLarge && !(await isValid(request, token))) return undefined;
  }
  const text = await body.text(bounds);
  // tRPC parses the text itself, so the strict parser runs only for suspicious texts.
  if (text !== undefined && suspicious.test(text)) parseStrictly(text);
  return text;
}

const isValid = (request: FastifyRequest, token: string): Promise<boolean> =>
  request.server.services.principals.authenticate(token, practiceOf(request)).then(
    () => true,
    () => false,
  );

/**
 * Rejects a batch with several calls that verify or hash a password: each takes milliseconds of a thread, and a
 * client needs only one.
 */
export function checkPasswords(router: AnyTRPCRouter, names: readonly string[]): void {
  const guards = names.map((name) => metaOf(router, name)?.guard);
  const costly = guards.filter((guard) => guard?.kind === "public" && guard.cost >= passwordCost);
  if (costly.length > 1) throw new DomainError("BATCH_TOO_LARGE");
}

/** Sums the bounds of a batch's calls. If any call needs no token, the small anonymous bounds apply. */
function boundsOfRequest(router: AnyTRPCRouter, request: FastifyRequest): RequestBounds {
  const names = String(Reflect.get(Object(request.params), "path")).split(",");
  const metas = names.slice(0, maxBatch).map((name) => metaOf(router, name));
  const guards = metas.map((meta): Guard | undefined => meta?.guard);
  if (!guards.every((guard) => guard?.kind === "protected"))
    return { bounds: anonymousInput, isAnonymous: true };
  const each = metas.map((meta) => boundsOf(meta ?? {}));
  const sum = (name: keyof InputBounds) => each.reduce((total, bounds) => total + bounds[name], 0);
  const bytes = Math.min(sum("bytes"), maxInputBytes);
  return { bounds: { bytes, members: sum("members"), names: sum("names") }, isAnonymous: false };
}

const metaOf = (router: AnyTRPCRouter, name: string): ProcedureMeta | undefined =>
  Object.hasOwn(router._def.procedures, name) ? router._def.procedures[name]._def.meta : undefined;

/** Checks inputs in the URL like those in a body. */
export function checkSearch(query: Readonly<Record<string, unknown>>): void {
  for (const name of ["input", "connectionParams"]) {
    for (const text of [query[name] ?? []].flat()) {
      if (isTooComplex(Buffer.from(String(text)), ordinaryInput)) throw new DomainError("INPUT_TOO_COMPLEX");
    }
  }
}
