import { Loader, Text, TextInput, VisuallyHidden } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useId, useState } from "react";
import { messageOf } from "../shell/error-notice.tsx";
import { type Command, matches } from "./command.ts";
import { PaletteList } from "./palette-list.tsx";
import classes from "./palette-search.module.css";
import { useCommands } from "./use-commands.ts";
import { useRecordCommands } from "./use-record-commands.ts";

/** What is typed is forgotten when the palette is closed. */
export function PaletteSearch({ onRun }: { onRun: (command: Command) => Promise<void> }) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const listId = useId();
  const { commands, isSearching, errors } = useFound(text);
  const active = commands.find(({ id }) => id === chosen) ?? commands[0];
  const type = (typed: string) => {
    setText(typed);
    setChosen(null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setChosen(neighbour(commands, active, 1));
    else if (event.key === "ArrowUp") setChosen(neighbour(commands, active, -1));
    else if (event.key === "Enter") active && void onRun(active);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
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

export const optionId = (listId: string, { id }: Command) => `${listId}-${id.replaceAll(" ", "-")}`;

/** Who is looked for by name comes before what is called so in part. */
function useFound(text: string) {
  const fixed = useCommands().filter(({ label, words }) => matches(text.trim(), label, words));
  const records = useRecordCommands(text);
  return { ...records, commands: [...fixed, ...records.commands] };
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
