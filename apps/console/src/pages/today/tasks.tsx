import { Skeleton } from "@mantine/core";
import { IconCheck, IconChevronRight } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { Section } from "../../kit/section/section.tsx";
import { usePermissions } from "../../session/client/use-practice.ts";
import { formatNumber } from "../../words/format/format.ts";
import classes from "./tasks.module.css";
import { type Task, type TaskName, taskNames, taskPermissions, tasksOf } from "./tasks-of.ts";
import { texts } from "./texts.en.ts";
import type { Overview } from "./use-overview.ts";

type Place = Pick<LinkProps, "to" | "search">;

const places: Record<TaskName, Place> = {
  unassigned: { to: "/patients", search: { unassigned: true } },
  duplicates: { to: "/patients/duplicates" },
  invitations: { to: "/members/invitations" },
  imports: { to: "/imports" },
};

/** What waits to be done. What is done folds into one line. */
export function TasksPanel({ query }: { query: UseQueryResult<Overview, unknown> }) {
  const may = usePermissions();
  const mine = taskNames.filter((name) => taskPermissions[name].every(may));
  return (
    <Section title={texts.tasks.title}>
      <QueryStates query={query} skeleton={<TasksSkeleton count={mine.length} />}>
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

const TasksSkeleton = ({ count }: { count: number }) => (
  <div className={classes.tasks} role="status" aria-label={texts.counting}>
    {taskNames.slice(0, count).map((name) => (
      <Skeleton key={name} className={classes.task} />
    ))}
  </div>
);

function TaskTile({ task: { name, count, label, about } }: { task: Task }) {
  if (count === 0)
    return (
      <>
        <IconCheck size={14} aria-hidden className={classes.done} /> {label}
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
