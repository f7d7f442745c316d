import type { RouterOutputs } from "@caretype/client";
import { api, queryClient } from "./api.ts";
import { chosenPractice, startIn } from "./chosen-practice.ts";

type OwnPractice = RouterOutputs["practice"]["list"]["items"][number];

/** An account has few practices, so one page is enough. */
const most = 200;

/** The reader's practices, oldest membership first. */
export const ownPractices = () => api.practice.list.queryOptions({ limit: most }, { staleTime: 60_000 });

/**
 * In a browser that knows no practice yet, chooses the one that the account opened last, in whichever browser.
 * If that is unknown, the server uses the oldest membership.
 */
export async function startInLastPractice(): Promise<void> {
  if (chosenPractice() !== null) return;
  // An error is the page's: in another practice, it would show and send what belongs to that one.
  const practice = lastOpened((await queryClient.fetchQuery(ownPractices())).items);
  if (practice) startIn(practice.id);
}

/** The practice that was opened last. Undefined without a practice. */
export const lastOpened = (practices: readonly OwnPractice[]): OwnPractice | undefined =>
  // Instants of the API sort as text.
  practices.reduce<OwnPractice | undefined>(
    (last, practice) => ((practice.lastOpenedAt ?? "") > (last?.lastOpenedAt ?? "") ? practice : last),
    practices[0],
  );
