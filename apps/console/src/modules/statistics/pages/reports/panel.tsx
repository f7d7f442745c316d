import { Skeleton, Title, VisuallyHidden } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { ChartOrTable } from "../../../../kit/chart/chart-or-table.tsx";
import { texts } from "../../../../kit/chart/texts.en.ts";
import { ViewSwitch } from "../../../../kit/chart/view-switch.tsx";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import classes from "./panel.module.css";
import { isTable, type PanelName, togglePanel } from "./reports-search.ts";
import { texts as reportTexts } from "./texts.en.ts";
import { useReports } from "./use-reports.ts";

type PanelProps<Data> = {
  name: PanelName;
  title: string;
  query: UseQueryResult<Data, unknown>;
  /** One line with the key figure and its link. */
  headline: (data: Data) => ReactNode;
  /** A summary for screen readers. */
  description: (data: Data) => string;
  chart: (data: Data) => ReactNode;
  /** The same data as a table. */
  table: (data: Data) => ReactNode;
  /** Replaces both if there is no data. */
  empty?: (data: Data) => ReactNode;
  /** Controls next to the view switch. */
  controls?: ReactNode;
};

/** Statistics as a chart or a table. All states have the same size. */
export function Panel<Data>(props: PanelProps<Data>) {
  const { name, title, query, headline, controls } = props;
  const titleId = useId();
  const { search, change } = useReports();
  return (
    <section className={classes.panel} aria-labelledby={titleId} aria-busy={query.isPlaceholderData}>
      <div className={classes.head}>
        <Title order={2} size="h4" id={titleId}>
          {title}
        </Title>
        <div className={classes.controls}>
          {controls}
          <ViewSwitch
            title={title}
            isTable={isTable(search, name)}
            onSwitch={() => change(togglePanel(search, name))}
          />
        </div>
      </div>
      <div className={classes.headline}>
        {query.data === undefined ? query.isPending && <Skeleton h={20} w={220} /> : headline(query.data)}
        {query.data !== undefined && query.isError ? <Dimmed role="status">{texts.isOutdated}</Dimmed> : null}
      </div>
      <div className={classes.body} data-chart={isTable(search, name) ? undefined : true}>
        <QueryStates
          query={query}
          skeleton={<Skeleton h="100%" role="status" aria-label={reportTexts.counting} />}
        >
          {(data) => <PanelBody {...props} data={data} />}
        </QueryStates>
      </div>
    </section>
  );
}

function PanelBody<Data>({
  data,
  name,
  chart,
  table,
  description,
  empty,
}: PanelProps<Data> & { data: Data }) {
  const { search } = useReports();
  const instead = empty?.(data);
  if (instead) return <div className={classes.empty}>{instead}</div>;
  return (
    <>
      <VisuallyHidden component="p">{description(data)}</VisuallyHidden>
      {isTable(search, name) ? (
        table(data)
      ) : (
        <>
          <ChartOrTable chart={chart(data)} table={table(data)} />
          <div className={classes.printed}>{table(data)}</div>
        </>
      )}
    </>
  );
}
