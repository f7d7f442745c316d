import type { Send } from "./call.ts";

/** Where a call's key travels, for who gives one of their own. */
export const keyIn = (context: Record<string, unknown> | undefined): string | undefined => {
  const key = context?.idempotencyKey;
  return typeof key === "string" ? key : undefined;
};

/** `crypto.randomUUID` is not there on a page that came without TLS. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );

/** Gives each mutation a key, under which the server makes it once however often it arrives. */
export function withKey(send: Send): Send {
  return (call) => {
    const { type, options } = call;
    if (type === "query") return send(call);
    const idempotencyKey = keyIn(options?.context) ?? newKey();
    return send({ ...call, options: { ...options, context: { ...options?.context, idempotencyKey } } });
  };
}
