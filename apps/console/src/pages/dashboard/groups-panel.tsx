import { useQuery } from "@tanstack/react-query";
import { lazyExtra } from "../../kit/connection/load-code.ts";
import { api } from "../../session/client/api.ts";
import { GroupsTable } from "./groups-table.tsx";
import { freshForAMinute } from "./overview/use-overview.ts";
import { Panel } from "./panel.tsx";
import { texts as statisticsTexts } from "./statistics/texts.en.ts";
import type { Groups } from "./statistics.ts";
import { describeGroups } from "./summaries.ts";

const GroupsChart = lazyExtra(() => import("./groups-chart.tsx"), "GroupsChart");

const texts = statisticsTexts.groups;

export function GroupsPanel() {
  const query = useQuery(api.statistics.patientGroups.queryOptions({}, freshForAMinute));
  return (
    <Panel
      name="groups"
      title={texts.title}
      query={query}
      headline={headlineOf}
      description={describeGroups}
      chart={(groups) => <GroupsChart groups={groups} />}
      table={(groups) => <GroupsTable groups={groups} />}
    />
  );
}

function headlineOf({ groups, patients }: Groups): string {
  const unknown = groups.find(({ ageGroup }) => ageGroup === "unknown")?.patients ?? 0;
  if (unknown === 0) return texts.today;
  if (unknown === patients) return texts.noAges;
  return texts.someUnknown(unknown);
}
