import { Loader, Text, TextInput, VisuallyHidden } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { messageOf } from "../shell/error-notice.tsx";
import { type Command, isCalled, matches } from "./command.ts";
import { PaletteList } from "./palette-list.tsx";
import classes from "./palette-search.module.css";
import { useCommands } from "./use-commands.ts";
import { useRecordCommands } from "./use-record-commands.ts";

/** What is typed is forgotten when the palette is closed. */
export function PaletteSearch({ onRun }: { onRun: (command: Command) => Promise<void> }) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const listId = useId();
  const field = useFocusAtOnce();
  const { commands, isSearching, errors } = useFound(text);
  const active = commands.find(({ id }) => id === chosen) ?? commands[0];
  // Of records and what comes after them, another may be first when the search has ended.
  const isCertain = !isSearching || chosen !== null || (active && isFixed(active));
  const runActive = useOnceCertain(isCertain, () => active && void onRun(active));
  const type = (typed: string) => {
    setText(typed);
    setChosen(null);
    runActive.cancel();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setChosen(neighbour(commands, active, 1));
    else if (event.key === "ArrowUp") setChosen(neighbour(commands, active, -1));
    else if (event.key === "Enter") runActive.call();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        ref={field}
        data-autofocus
        size="md"
        variant="unstyled"
        className={classes.field}
        placeholder="A patient, a doctor, a page or an action"
        aria-label="Go to a patient, a doctor, a page or an action"
        role="combobox"
        aria-expanded={commands.length > 0}
        aria-controls={commands.length > 0 ? listId : undefined}
        aria-activedescendant={active ? optionId(listId, active) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={press}
        leftSection={<IconSearch size={18} aria-hidden />}
        rightSection={isSearching ? <Loader size={16} aria-hidden /> : null}
      />
      <PaletteList {...{ listId, commands, active, onRun }} onPoint={({ id }) => setChosen(id)} />
      <Outcome text={text} count={commands.length} isSearching={isSearching} errors={errors} />
    </>
  );
}

/** By itself the dialog's trap moves the focus a moment later, and what is typed until then is lost. */
function useFocusAtOnce() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The dialog's own effect comes after this one, and notes where the focus was before.
    queueMicrotask(() => field.current?.focus());
  }, []);
  return field;
}

export const optionId = (listId: string, { id }: Command) => `${listId}-${id.replaceAll(" ", "-")}`;

/** Pages and actions that are called so, then patients and doctors, then what only has to do with it. */
function useFound(text: string) {
  const typed = text.trim();
  const fixed = useCommands().filter(({ label, words }) => matches(typed, label, words));
  const records = useRecordCommands(text);
  const [called, others] = [true, false].map((is) => fixed.filter((each) => isCalled(each, typed) === is));
  const related = (others ?? []).map((each): Command => ({ ...each, group: "Related" }));
  return { ...records, commands: [...(called ?? []), ...records.commands, ...related] };
}

const isFixed = ({ group }: Command) => group === "Pages" || group === "Actions";

/** What is called for too early is done as soon as it is certain what it is. */
function useOnceCertain(isCertain: boolean | undefined, work: () => void) {
  const [isAwaited, setAwaited] = useState(false);
  const workNow = useEffectEvent(work);
  useEffect(() => {
    if (!isAwaited || !isCertain) return;
    setAwaited(false);
    workNow();
  }, [isAwaited, isCertain]);
  return { call: () => setAwaited(true), cancel: () => setAwaited(false) };
}

function neighbour(commands: readonly Command[], active: Command | undefined, step: 1 | -1): string | null {
  const from = active ? commands.indexOf(active) : -1;
  return commands.at((from + step) % Math.max(commands.length, 1))?.id ?? null;
}

type OutcomeProps = { text: string; count: number; isSearching: boolean; errors: readonly unknown[] };

/** In words, for who does not see the list, and for who sees an empty one. */
function Outcome({ text, count, isSearching, errors }: OutcomeProps) {
  const found = count === 1 ? "1 found" : `${count} found`;
  const nothing = isSearching ? "Searching…" : "Nothing is called that.";
  return (
    <>
      <VisuallyHidden role="status">{text === "" || isSearching ? "" : found}</VisuallyHidden>
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
