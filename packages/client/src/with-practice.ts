import type { PracticeId } from "@caretype/api";
import type { Send } from "./call.ts";
import { ofFirstPage } from "./walk.ts";

/**
 * The id of the practice for calls, or a function that returns it when a call is made.
 * Null: the practice that the account has been in longest.
 *
 * @example
 * const practice = practiceId.parse(localStorage.getItem("practice") ?? "");
 * const caretype = createClient({ url, practice });
 */
export type ChosenPractice = PracticeId | null | (() => PracticeId | null);

/**
 * Chooses the practice once per call.
 * A call that waits for a batch or a token, or is retried, must not reach a practice that the user switched to later. Nor
 * must a list's next page.
 */
export function withPractice(chosen: ChosenPractice, send: Send): Send {
  return (call) => {
    const { practice = typeof chosen === "function" ? chosen() : chosen } = call.options ?? {};
    return send({ ...call, practice: ofFirstPage(call, "practice", practice) });
  };
}
