import { Text, VisuallyHidden } from "@mantine/core";
import { useEffect, useEffectEvent, useLayoutEffect } from "react";
import { messageOf } from "../../kit/notice/error-notice.tsx";
import { type Command, isCalled, matches } from "./command.ts";
import { optionId, PaletteList } from "./palette-list.tsx";
import { texts as paletteTexts } from "./texts.en.ts";
import { useCommands } from "./use-commands.ts";
import { useRecentCommands } from "./use-recent-commands.ts";
import { useRecordCommands } from "./use-record-commands.ts";

export type Typed = {
  text: string;
  /** The id of the command selected by arrows or pointer. */
  chosen: string | null;
  /** Steps to move down from there; negative: up. There may be no list yet. */
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
  return (
    <>
      <PaletteList
        listId={listId}
        commands={commands}
        active={active}
        onRun={run}
        onPoint={({ id }) => onTyped({ chosen: id })}
      />
      <Outcome text={text} count={commands.length} isSearching={isSearching} errors={errors} />
    </>
  );
}

/** Recent records while nothing is typed, pages and actions by label, then patients and doctors, then related commands. */
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

type OutcomeProps = { text: string; count: number; isSearching: boolean; errors: readonly unknown[] };

/** Announces the number of results, and describes an empty list. */
function Outcome({ text, count, isSearching, errors }: OutcomeProps) {
  const nothing = isSearching ? paletteTexts.searching : paletteTexts.nothing;
  return (
    <>
      <VisuallyHidden role="status">
        {text === "" || isSearching ? "" : paletteTexts.found(count)}
      </VisuallyHidden>
      {count === 0 ? (
        <Text size="sm" c="dimmed" p="md">
          {nothing}
        </Text>
      ) : null}
      {errors.length > 0 ? (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" p="md">
          {messageOf(errors[0])}
        </Text>
      ) : null}
    </>
  );
}
