import type { PatientId, RouterOutputs } from "@caretype/client";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { opened } from "../../../../kit/notice/last-change.ts";
import { notifyNews } from "../../../../kit/notice/notify.tsx";
import { api, readAgain } from "../../../../session/client/api.ts";
import { useMe } from "../../../../session/client/use-practice.ts";
import { polled, useWhenChanged } from "../../../../session/client/use-when-changed.ts";
import { texts } from "./chart/texts.en.ts";
import { readChartAgain } from "./use-chart-change.ts";

type Change = RouterOutputs["chart"]["revision"]["changes"][number];

const keyOf = ({ kind, at, by }: Change) => `${kind} ${at} ${by}`;
const textOf = ({ kind, what }: Change) => texts.changes[what](texts.kinds[kind]);

/**
 * Refetches a patient's chart when another user has changed it, and says who changed what. Checks regularly, on
 * return to the page, and before a form opens. Form input is kept.
 */
export function useWatchedChart(patientId: PatientId): void {
  const { id: own } = useMe();
  const { data, refetch } = useQuery(api.chart.revision.queryOptions({ patientId }, polled));
  const shown = useRef<string[]>([]);
  useEffect(() => opened.subscribe(() => void refetch()), [refetch]);
  useEffect(
    () => () => {
      for (const id of shown.current.splice(0)) notifications.hide(id);
    },
    [],
  );
  useWhenChanged(patientId, data, (before, after) => {
    const known = new Set(before.changes.map(keyOf));
    const newChanges = after.changes.filter((change) => !known.has(keyOf(change)));
    const others = newChanges.filter(({ by }) => by !== own);
    // The user's own changes are fetched after each change.
    if (newChanges.length > 0 && others.length === 0) return;
    void readChartAgain();
    void readAgain(api.encounter, api.note);
    const byWhom = Map.groupBy(others, ({ byName }) => byName ?? texts.somebody);
    for (const [who, changes] of byWhom)
      shown.current.push(notifyNews(texts.isChangedBy(who, [...new Set(changes.map(textOf))].join(", "))));
  });
}
