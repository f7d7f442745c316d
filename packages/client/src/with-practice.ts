import type { PracticeId } from "@caretype/api";
import type { Send } from "./call.ts";
import { ofFirstPage } from "./walk.ts";

/**
 * The practice's id for calls, or a function that returns it at each call. Null: the account's oldest membership.
 *
 * @example
 * const practice = practiceId.parse(localStorage.getItem("practice") ?? "");
 * const caretype = createClient({ url, practice });
 */
export type ChosenPractice = PracticeId | null | (() => PracticeId | null);

/**
 * Chooses the practice once per call. The user may switch practices while a call waits for a batch, a token or a
 * retry. The call, and later pages of its list, must stay in the first practice.
 */
export function withPractice(chosen: ChosenPractice, send: Send): Send {
  return (call) => {
    const { practice = typeof chosen === "function" ? chosen() : chosen } = call.options ?? {};
    return send({ ...call, practice: ofFirstPage(call, "practice", practice) });
  };
}
