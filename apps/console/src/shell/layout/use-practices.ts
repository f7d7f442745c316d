import type { RouterOutputs } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";

type OwnPractice = RouterOutputs["practice"]["list"]["items"][number];

/** Enough for a menu. The account's page lists all. */
const most = 20;
const none: OwnPractice[] = [];

/** The reader's practices; empty while they load. */
export const usePractices = (): OwnPractice[] =>
  useQuery(api.practice.list.queryOptions({ limit: most }, { staleTime: 60_000 })).data?.items ?? none;
