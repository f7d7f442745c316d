import type { AppRouter } from "@caretype/api";
import type { Operation, OperationLink } from "@trpc/client";
import { observableToPromise } from "@trpc/server/observable";
import { isErrorCode } from "./errors.ts";
import { promiseLink } from "./promise-link.ts";
import type { Session } from "./session.ts";
import type { Transport } from "./transport.ts";

/**
 * Sends each call with the session's token; a call that is refused for its token is sent once more with a
 * renewed one. Nothing else is ever sent twice.
 */
export function sessionLink(session: Session, transport: Transport) {
  const linkFor = onePerToken(transport);
  return promiseLink(async (op) => {
    const tokens = await session.tokens();
    try {
      return await send(op, linkFor(tokens?.access ?? null));
    } catch (error) {
      if (!tokens || !isErrorCode(error, "UNAUTHENTICATED")) throw error;
      const renewed = await session.renew(tokens);
      if (!renewed) throw error;
      return send(op, linkFor(renewed.access));
    }
  });
}

function send(op: Operation, link: OperationLink<AppRouter>) {
  // Nobody waits for it any more, and a batch would send it all the same.
  op.signal?.throwIfAborted();
  return observableToPromise(link({ op, next: noFurtherLink }));
}

function noFurtherLink(): never {
  throw new Error("The transport is the last link");
}

/** Calls are batched within one link, so those under one token must get the same. */
function onePerToken(transport: Transport) {
  let newest: { access: string | null; link: OperationLink<AppRouter> } | null = null;
  return (access: string | null) => {
    if (newest?.access !== access) newest = { access, link: transport(access)({}) };
    return newest.link;
  };
}
