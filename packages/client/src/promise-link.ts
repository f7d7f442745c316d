import type { AppRouter } from "@caretype/api";
import { type Operation, type OperationResultEnvelope, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable, observableToPromise } from "@trpc/server/observable";

export type Answer = OperationResultEnvelope<unknown, TRPCClientError<AppRouter>>;
export type Send = (op: Operation) => Promise<Answer>;

/** A link written as an async function. For calls with one answer: there are no subscriptions here. */
export function promiseLink(run: (op: Operation, send: Send) => Promise<Answer>): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        run(op, (sent) => observableToPromise(next(sent))).then(
          (answer) => {
            observer.next(answer);
            observer.complete();
          },
          (error) => observer.error(TRPCClientError.from(error)),
        );
      });
}
