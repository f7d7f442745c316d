import { errorCode } from "@caretype/client";

export type CallOptions = { context: { idempotencyKey: string } };

/** `send`: usually the `mutate` of a procedure. */
export type KeyedCall = <Input, Answer>(
  input: NoInfer<Input>,
  send: (input: Input, options: CallOptions) => Promise<Answer>,
) => Promise<Answer>;

/** Keys of inputs without a response, by the input's JSON. */
export type LostKeys = Record<string, string>;

type Keeping = {
  /** From an earlier page load. */
  lost?: LostKeys;
  /** Called before a call is sent, and after its response. */
  onChange?: (lost: LostKeys) => void;
};

/**
 * Reuses one idempotency key per input until the server responds, so that a retry after a lost response does not save
 * twice.
 */
export function keepIdempotencyKeys({ lost = {}, onChange }: Keeping = {}) {
  const keys = new Map(Object.entries(lost));
  const tell = () => onChange?.(Object.fromEntries(keys));
  const call: KeyedCall = async (input, send) => {
    const values = JSON.stringify(input);
    const idempotencyKey = keys.get(values) ?? newKey();
    keys.set(values, idempotencyKey);
    tell();
    try {
      const answer = await send(input, { context: { idempotencyKey } });
      keys.clear();
      tell();
      return answer;
    } catch (error) {
      if (isAnswer(error)) {
        keys.delete(values);
        tell();
      }
      throw error;
    }
  };
  return { call, hasLost: () => keys.size > 0 };
}

/** `crypto.randomUUID` requires TLS. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );

/** A failed request may still have been saved. */
const isAnswer = (error: unknown) => ![null, "SERVICE_UNAVAILABLE"].includes(errorCode(error));
