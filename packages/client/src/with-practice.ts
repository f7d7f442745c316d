import type { PracticeId } from "@caretype/api";
import type { Send } from "./call.ts";

/**
 * The practice that calls are for, by its id, or a function that is asked when a call is made; null: the one that the
 * account has been in longest.
 *
 * @example
 * const practice = practiceId.parse(localStorage.getItem("practice") ?? "");
 * const caretype = createClient({ url, practice });
 */
export type ChosenPractice = PracticeId | null | (() => PracticeId | null);

/**
 * Decides it once for each call: one that waits for a batch or a token, or is sent again, must not end in the practice
 * that the user has switched to meanwhile.
 */
export function withPractice(chosen: ChosenPractice, send: Send): Send {
  return (call) => send({ ...call, practice: typeof chosen === "function" ? chosen() : chosen });
}
