import { DomainError } from "@caretype/api";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { Admission, type Caller, type CallKind, Place, refusalDelayOf } from "../admission.ts";
import type { Apart } from "../client.ts";
import { addressOf, readAccessToken } from "../request-context.ts";

/** The calls of a request. `isQuick`: usually answered at once, so they hold their place until the answer. */
type Calls = { kind: CallKind; count: number; isQuick: boolean };

export type Admissions = Readonly<Record<CallKind, Admission>>;

export const createAdmissions = (): Admissions => ({ query: new Admission(), mutation: new Admission() });

declare module "fastify" {
  interface FastifyRequest {
    /** Null exempts its calls. */
    place: Place | null;
    /** The bearer token, or null if there is not exactly one valid header. */
    accessToken: string | null;
  }

  interface FastifyContextConfig {
    /** Without it, the request is never refused for the load. */
    calls?: Calls | ((request: FastifyRequest) => Calls);
  }
}

/**
 * Known without the database: the account of a recently verified token. Otherwise the address, also for an invalid
 * token.
 */
function callerOf(request: FastifyRequest): Caller {
  const { accessToken, server } = request;
  const known = accessToken === null ? null : server.services.principals.callerOf(accessToken);
  if (known) return { practice: known.practiceId, account: known.accountId };
  const address = addressOf(request);
  return { practice: address, account: address };
}

/** The most that a quick procedure costs. Exports, imports and passwords cost more. */
const maxQuickCost = 5;

/** `costs`: the costs of a request's procedures. */
export const areQuick = (costs: readonly (number | undefined)[]): boolean =>
  costs.every((cost) => cost !== undefined && cost <= maxQuickCost);

export const serve = <Value>(
  { place }: FastifyRequest,
  answer: (apart: Apart) => Promise<Value>,
): Promise<Value> => (place ? place.serve(answer) : answer((wait) => wait));

export type AdmissionOptions = {
  /** Refuses the request as overloaded, in the format of the requested surface. */
  refuse: (reply: FastifyReply) => void;
  admissions?: Admissions | null | undefined;
};

/**
 * Queues calls until the process can work on them, and refuses those that would wait too long. Register it before all
 * other hooks. A refusal must be much cheaper than an answer, so it runs no hooks, logs no line and reads no body.
 */
async function admissionPlugin(
  app: FastifyInstance,
  { refuse, admissions = createAdmissions() }: AdmissionOptions,
) {
  const { code } = new DomainError("SERVICE_UNAVAILABLE");
  app.decorateRequest("place", null);
  app.decorateRequest("accessToken", null);
  app.addHook("onRequest", (request, reply, done) => {
    const { calls } = request.routeOptions.config;
    request.accessToken = readAccessToken(request);
    if (calls === undefined || admissions === null) return done();
    const { kind, count, isQuick } = typeof calls === "function" ? calls(request) : calls;
    const caller = callerOf(request);
    const admission = admissions[kind];
    const begin = () => {
      const place = new Place({ admission, account: caller.account, calls: count });
      // Later hooks would not notice that the client has left.
      if (hasLeft(reply)) return place.abandon();
      if (isQuick) {
        request.place = place;
        reply.raw.on("close", () => place.abandon());
      } else place.abandon();
      done();
    };
    const waiting = admission.admit(caller);
    if (waiting === undefined) return begin();
    waiting.then(begin, (error: unknown) => {
      app.faults.report(app.log, { error, text: "failed", level: "warn", fields: { code } });
      setTimeout(() => {
        if (!hasLeft(reply)) refuse(reply);
      }, refusalDelayOf(error));
    });
  });
}

const hasLeft = ({ raw, request }: FastifyReply): boolean => raw.destroyed || request.raw.socket.destroyed;

export const admission = fp(admissionPlugin, { name: "admission" });
