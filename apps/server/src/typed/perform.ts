import { toDomainError } from "@caretype/api";
import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { logFault } from "../plugin/errors.ts";
import type { Exchange } from "./exchange.ts";

export type Outcome = { data: unknown; error?: undefined } | { error: TRPCError };

/** Calls one procedure of a request; what it throws is logged and returned. */
export async function perform(exchange: Exchange, index: number): Promise<Outcome> {
  const { request, calls, context, signal } = exchange;
  const { names, procedures, inputs } = calls;
  const [path = "", procedure] = [names[index], procedures[index]];
  try {
    if (!procedure) {
      throw new TRPCError({ code: "NOT_FOUND", message: `No procedure found on path "${path}"` });
    }
    const { type } = procedure._def;
    if (request.method === "GET" && type !== "query") {
      throw new TRPCError({
        code: "METHOD_NOT_SUPPORTED",
        message: `Unsupported GET-request to ${type} procedure at path "${path}"`,
      });
    }
    const getRawInput = async () => inputs.read(index);
    const call = {
      path,
      type,
      getRawInput,
      ctx: context,
      batchIndex: index,
      get signal() {
        return signal();
      },
    };
    return { data: await procedure(call) };
  } catch (thrown) {
    const error = getTRPCErrorFromUnknown(thrown);
    logFault(request, toDomainError(error));
    return { error };
  }
}
