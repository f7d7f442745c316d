import type { RouterOutputs } from "@caretype/client";
import { api, queryClient } from "./api.ts";
import { chosenPractice, startIn } from "./chosen-practice.ts";

type OwnPractice = RouterOutputs["practice"]["list"]["items"][number];

/** An account has few practices, so one page is enough. */
const most = 200;

/** The user's practices, oldest membership first. */
export const ownPractices = () => api.practice.list.queryOptions({ limit: most }, { staleTime: 60_000 });

/**
 * In a browser without a chosen practice, selects the one that the account opened last anywhere. If unknown, the
 * server uses the oldest membership.
 */
export async function startInLastPractice(): Promise<void> {
  if (chosenPractice() !== null) return;
  // The page shows an error: another practice would show and receive the wrong data.
  const practice = lastOpened((await queryClient.fetchQuery(ownPractices())).items);
  if (practice) startIn(practice.id);
}

/** The practice that was opened last. Undefined without a practice. */
export const lastOpened = (practices: readonly OwnPractice[]): OwnPractice | undefined =>
  // The API's instants sort as text.
  practices.reduce<OwnPractice | undefined>(
    (last, practice) => ((practice.lastOpenedAt ?? "") > (last?.lastOpenedAt ?? "") ? practice : last),
    practices[0],
  );
