import { Skeleton } from "@mantine/core";
import { IconCheck, IconChevronRight } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { formatNumber } from "../../../../words/format/format.ts";
import classes from "./tasks.module.css";
import { type Task, type TaskName, tasksOf } from "./tasks-of.ts";
import { texts } from "./texts.en.ts";
import type { Overview } from "./use-overview.ts";

type Place = Pick<LinkProps, "to" | "search">;

const places: Record<TaskName, Place> = {
  unassigned: { to: "/patients", search: { unassigned: true } },
  duplicates: { to: "/patients/duplicates" },
  invitations: { to: "/members/invitations" },
  imports: { to: "/imports" },
};

/** Open tasks. Finished ones fold into one line. */
export function TasksPanel({ query }: { query: UseQueryResult<Overview, unknown> }) {
  return (
    <Section title={texts.tasks.title}>
      <QueryStates query={query} skeleton={<Skeleton h={68} role="status" aria-label={texts.counting} />}>
        {({ tasks }) => (
          <ul className={classes.tasks}>
            {tasksOf(tasks).map((task) => (
              <li key={task.name} data-done={task.count === 0 || undefined}>
                <TaskTile task={task} />
              </li>
            ))}
          </ul>
        )}
      </QueryStates>
    </Section>
  );
}

function TaskTile({ task: { name, count, label, about } }: { task: Task }) {
  if (count === 0)
    return (
      <>
        <IconCheck size={14} aria-hidden className={classes.done} />
        {label}
      </>
    );
  return (
    <Link {...places[name]} className={classes.task}>
      <span className={classes.count}>{formatNumber(count)}</span>
      <span className={classes.text}>
        <span className={classes.label}>{label}</span>
        <span className={classes.about}>{about}</span>
      </span>
      <IconChevronRight size={16} aria-hidden className={classes.arrow} />
    </Link>
  );
}
