import type { RouterOutputs } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";

type OwnPractice = RouterOutputs["practice"]["list"]["items"][number];

/** As many as a menu is good for; the account's own page has them all. */
const most = 20;
const none: OwnPractice[] = [];

/** Those that the reader works in; none while they are not known. */
export const usePractices = (): OwnPractice[] =>
  useQuery(api.practice.list.queryOptions({ limit: most }, { staleTime: 60_000 })).data?.items ?? none;
