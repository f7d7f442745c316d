// biome-ignore-all lint/a11y/useSemanticElements: a <select> cannot show groups, icons and hints.
// biome-ignore-all lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the field handles the keys.

import { Text, VisuallyHidden } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useLayoutEffect, useState } from "react";
import { KeyCaps } from "../../kit/keys/key-caps.tsx";
import { messageOf } from "../../kit/notice/error-notice.tsx";
import { Dimmed } from "../../kit/theme/dimmed.tsx";
import { api } from "../../session/client/api.ts";
import { readRecent } from "../../session/client/recent-records.ts";
import { useMe, usePermissions, usePractice } from "../../session/client/use-practice.ts";
import { matches } from "../../words/format/matches.ts";
import { type Command, isCalled } from "./command.ts";
import classes from "./palette-list.module.css";
import { texts as paletteTexts } from "./texts.en.ts";
import { useCommands } from "./use-commands.ts";
import { useOpeners, useRecordCommands } from "./use-record-commands.ts";

export type Typed = {
  text: string;
  /** The id of the command selected by arrows or pointer. */
  chosen: string | null;
  /** Steps to move down; negative: up. Collected before the list exists. */
  steps: number;
  /** Enter was pressed, perhaps before the results arrived. */
  isAwaited: boolean;
};

/** State of the list, for the field's ARIA attributes. */
export type Found = { activeId: string | undefined; isSearching: boolean };

type PaletteFoundProps = {
  listId: string;
  typed: Typed;
  onTyped: (changes: Partial<Typed>) => void;
  onFound: (found: Found) => void;
  run: (command: Command) => Promise<void>;
};

/** The results. They load after the field, which does not wait. */
export function PaletteFound({ listId, typed, onTyped, onFound, run }: PaletteFoundProps) {
  const { text, chosen, steps, isAwaited } = typed;
  const { commands, isSearching, errors } = useFound(text);
  const active = commands.find(({ id }) => id === chosen) ?? commands[0];
  useOnce(steps !== 0, () => onTyped({ chosen: neighbour(commands, active, steps), steps: 0 }));
  // The first result may still change while records are searched.
  const isCertain =
    !isSearching || chosen !== null || (text.trim() !== "" && active !== undefined && isFixed(active));
  useOnce(isAwaited && isCertain && steps === 0, () => {
    onTyped({ isAwaited: false });
    if (active) void run(active);
  });
  const activeId = active && optionId(listId, active);
  const report = useEffectEvent(onFound);
  useLayoutEffect(() => report({ activeId, isSearching }), [activeId, isSearching]);
  const nothing = isSearching ? paletteTexts.searching : paletteTexts.nothing;
  return (
    <>
      <PaletteList
        listId={listId}
        commands={commands}
        active={active}
        onRun={run}
        onPoint={({ id }) => onTyped({ chosen: id })}
      />

      <VisuallyHidden role="status">
        {text === "" || isSearching ? "" : paletteTexts.found(commands.length)}
      </VisuallyHidden>
      {commands.length === 0 ? <Dimmed p="md">{nothing}</Dimmed> : null}
      {errors.length > 0 ? (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" p="md">
          {messageOf(errors[0])}
        </Text>
      ) : null}
    </>
  );
}

/**
 * Recent records while the field is empty; otherwise pages and actions by label, then patients and doctors, then
 * related commands.
 */
function useFound(text: string) {
  const typed = text.trim();
  const fixed = useCommands().filter(({ label, words }) => matches(typed, label, words));
  const recent = useRecentCommands(typed === "");
  const records = useRecordCommands(text);
  const [called, others] = [true, false].map((is) => fixed.filter((each) => isCalled(each, typed) === is));
  const related = (others ?? []).map((each): Command => ({ ...each, group: "related" }));
  return {
    errors: records.errors,
    isSearching: recent.isLoading || records.isSearching,
    commands: [...recent.commands, ...(called ?? []), ...records.commands, ...related],
  };
}

const isFixed = ({ group }: Command) =>
  group === "lastChange" || group === "page" || group === "pages" || group === "actions";

/** Runs the task once when it becomes due. */
function useOnce(isDue: boolean, work: () => void) {
  const workNow = useEffectEvent(work);
  useEffect(() => {
    if (isDue) workNow();
  }, [isDue]);
}

function neighbour(commands: readonly Command[], active: Command | undefined, steps: number): string | null {
  const from = active ? commands.indexOf(active) : -1;
  return commands.at((from + steps) % Math.max(commands.length, 1))?.id ?? null;
}

type PaletteListProps = {
  listId: string;
  commands: readonly Command[];
  active: Command | undefined;
  onRun: (command: Command) => Promise<void>;
  onPoint: (command: Command) => void;
};

const groups = [
  "recent",
  "lastChange",
  "page",
  "pages",
  "actions",
  "patients",
  "doctors",
  "similarPatients",
  "similarDoctors",
  "related",
] as const satisfies Command["group"][];

const optionId = (listId: string, { id }: Command) => `${listId}-${id.replaceAll(" ", "-")}`;

/** The results by group. Enter runs the active one. */
function PaletteList({ listId, commands, active, onRun, onPoint }: PaletteListProps) {
  const activeId = active && optionId(listId, active);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);
  if (commands.length === 0) return null;
  return (
    <div id={listId} role="listbox" aria-label={paletteTexts.results} className={classes.list}>
      {groups.map((group) => {
        const own = commands.filter((command) => command.group === group);
        if (own.length === 0) return null;
        const labelId = `${listId}-${group}`;
        return (
          <div key={group} role="group" aria-labelledby={labelId}>
            <div id={labelId} className={classes.group}>
              {paletteTexts.groups[group]}
            </div>
            {own.map((command) => {
              const { id, label, hint, keys, icon: Icon } = command;
              return (
                <div
                  key={id}
                  id={optionId(listId, command)}
                  role="option"
                  aria-selected={command === active}
                  className={classes.option}
                  onMouseDown={(event) => event.preventDefault()}
                  onMouseMove={() => command === active || onPoint(command)}
                  onClick={() => void onRun(command)}
                >
                  <Icon size={18} aria-hidden />
                  <span className={classes.what}>
                    <span>{label}</span>
                    <span className={classes.hint}>{hint}</span>
                  </span>
                  {keys ? (
                    <span aria-hidden>
                      <KeyCaps keys={keys} />
                    </span>
                  ) : null}
                </div>
              );
            })}
          </div>
        );
      })}
    </div>
  );
}

/** Each read of a record is audited, so cached ones are reused. */
const options = (enabled: boolean) => ({
  enabled,
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
});

/** The user's recent records, except the open one. Omits removed and forbidden ones. */
function useRecentCommands(isWanted: boolean): { commands: Command[]; isLoading: boolean } {
  const router = useRouter();
  const { ofPatient, ofDoctor } = useOpeners();
  const may = usePermissions();
  const accountId = useMe().id;
  const practiceId = usePractice()?.id;
  const [recent] = useState(() => {
    const { pathname } = router.state.location;
    const all = practiceId === undefined ? [] : readRecent({ accountId, practiceId });
    return all.filter(({ id }) => !pathname.includes(id));
  });
  const patients = useQueries({
    queries: recent.flatMap((each) =>
      each.kind === "patient"
        ? [api.patient.byId.queryOptions({ id: each.id }, options(isWanted && may("patient:read")))]
        : [],
    ),
  });
  const doctors = useQueries({
    queries: recent.flatMap((each) =>
      each.kind === "doctor"
        ? [api.doctor.byId.queryOptions({ id: each.id }, options(isWanted && may("doctor:read")))]
        : [],
    ),
  });
  const isLoading = isWanted && [...patients, ...doctors].some(({ isFetching }) => isFetching);
  // All at once, as the list would move under the pointer.
  if (!isWanted || isLoading) return { commands: [], isLoading };
  const found = new Map<string, Command>();
  for (const { data, isError } of patients)
    if (data && !isError) found.set(data.id, ofPatient(data, "recent"));
  for (const { data, isError } of doctors) if (data && !isError) found.set(data.id, ofDoctor(data, "recent"));
  return { commands: recent.flatMap(({ id }) => found.get(id) ?? []), isLoading };
}
