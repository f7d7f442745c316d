import type { RouterOutputs } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";

type OwnPractice = RouterOutputs["practice"]["list"]["items"][number];

/** An account has few practices, so one page is enough. */
const most = 200;
const none: OwnPractice[] = [];

/** The reader's practices; empty while they load. */
export const usePractices = (): OwnPractice[] =>
  useQuery(api.practice.list.queryOptions({ limit: most }, { staleTime: 60_000 })).data?.items ?? none;
