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

/** As the server takes them. In a batch the keys share one header: one that is none would spoil it for the others. */
const syntax = /^[\w.:~+/=@-]{1,128}$/;

/**
 * Gives each mutation a key, under which the server makes it once however often it arrives.
 * @throws {TypeError} for a key of the caller's that the server would not take.
 */
export function withKey(send: Send): Send {
  return (call) => {
    const { type, options } = call;
    if (type === "query") return send(call);
    const idempotencyKey = keyIn(options?.context) ?? newKey();
    if (!syntax.test(idempotencyKey))
      throw new TypeError("An idempotencyKey is 1 to 128 letters, digits or . _ : ~ + / = @ -");
    return send({ ...call, options: { ...options, context: { ...options?.context, idempotencyKey } } });
  };
}
