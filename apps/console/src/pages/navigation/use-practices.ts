import type { PracticeId, RouterOutputs } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { caretype, queryClient } from "../../session/client/api.ts";
import { lastOpened, ownPractices } from "../../session/client/last-opened-practice.ts";

type OwnPractice = RouterOutputs["practice"]["list"]["items"][number];

const none: OwnPractice[] = [];

/** The user's practices; empty while loading. */
export const usePractices = (): OwnPractice[] => useQuery(ownPractices()).data?.items ?? none;

/** Reports once which practice this page has opened, as default for the account's next browser. */
export function useNoteOpened(practices: readonly OwnPractice[], current: PracticeId | undefined): void {
  const last = lastOpened(practices);
  const isNews =
    current !== undefined && practices.length > 1 && (last?.id !== current || last.lastOpenedAt === null);
  const isNoted = useRef(false);
  useEffect(() => {
    if (!isNews || isNoted.current) return;
    isNoted.current = true;
    caretype.practice.open.mutate().then(
      () => queryClient.invalidateQueries(ownPractices()),
      // On failure, only that default is missing.
      () => undefined,
    );
  }, [isNews]);
}
