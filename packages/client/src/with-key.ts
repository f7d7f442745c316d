import type { Send } from "./call.ts";

/** Returns the caller's idempotency key from the context, if any. */
export const keyIn = (context: Record<string, unknown> | undefined): string | undefined => {
  const key = context?.idempotencyKey;
  return typeof key === "string" ? key : undefined;
};

type Random = { getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array };

/** `crypto.randomUUID` is missing on pages without TLS, and `crypto` in React Native. */
export function newKey(): string {
  const { crypto }: { crypto?: Random } = globalThis;
  if (!crypto?.getRandomValues)
    throw new TypeError(
      "A mutation needs crypto.getRandomValues for its idempotencyKey. In React Native, import react-native-get-random-values first",
    );
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The server's syntax. Keys of a batch share one header, so an invalid key would break the others. */
const syntax = /^[\w.:~+/=@-]{1,128}$/;

/**
 * Gives each mutation an idempotency key, so that the server runs it once.
 * @throws {TypeError} for a key that the server would refuse.
 */
export function withKey(send: Send): Send {
  return (call) => {
    const { type, options } = call;
    if (type === "query") return send(call);
    const { idempotencyKey = newKey() } = options?.context ?? {};
    if (typeof idempotencyKey !== "string" || !syntax.test(idempotencyKey))
      throw new TypeError("An idempotencyKey is 1 to 128 letters, digits or . _ : ~ + / = @ -");
    return send({ ...call, options: { ...options, context: { ...options?.context, idempotencyKey } } });
  };
}
