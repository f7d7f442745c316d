import { isErrorCode, type UploadId } from "@caretype/client";
import { Group, Text, Textarea, TextInput } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { fieldText } from "../../../../../kit/form/field-messages.ts";
import { messageOf } from "../../../../../kit/notice/error-notice.tsx";
import { formatNumber } from "../../../../../words/format/format.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { correct as texts } from "../upload/texts.en.ts";
import classes from "./invalid-row-form.module.css";
import { type Cell, type InvalidRow, useCorrection } from "./use-invalid-rows.ts";

/** A row with an input for each cell that has or had a problem. */
export function InvalidRowForm({ id, row }: { id: UploadId; row: InvalidRow }) {
  const { line, cells, problems } = row;
  const [shown, setShown] = useState<readonly string[]>([]);
  // An input stays after its problem is solved, to keep the focus.
  const columns = cells.map(({ column }) => column);
  const added = columns.filter(
    (column) => !shown.includes(column) && problems.some((problem) => problem.column === column),
  );
  if (added.length > 0) setShown([...shown, ...added]);
  const isEdited = (column: string) => shown.includes(column) || added.includes(column);
  const others = problems.filter(({ column }) => column === null || !columns.includes(column));
  const about = cells.filter(({ column, value }) => !isEdited(column) && value.trim() !== "");
  return (
    <li className={classes.row}>
      <div>
        <Text size="sm" fw={600}>
          {texts.line(formatNumber(line))}
        </Text>
        <Text size="sm" c="dimmed" className={classes.about}>
          {about.slice(0, maxShown).map(({ column, value }, at) => (
            <span key={column}>
              {at > 0 ? ", " : ""}
              <Name>{value.trim().slice(0, longest)}</Name>
            </span>
          ))}
        </Text>
        {problems.length === 0 ? (
          <Group gap={4} role="status" wrap="nowrap">
            <IconCheck size={16} aria-hidden />
            <Text size="sm">{texts.isCorrected}</Text>
          </Group>
        ) : null}
      </div>
      <div className={classes.cells}>
        {cells
          .filter(({ column }) => isEdited(column))
          .map((cell) => (
            <CellField
              key={cell.column}
              id={id}
              line={line}
              cell={cell}
              problem={problemOf(problems, cell.column)}
            />
          ))}
        {others.map(({ column, message }) => (
          <Text key={`${column} ${message}`} size="sm">
            {column ? `${column}: ` : ""}
            {fieldText(message)}
          </Text>
        ))}
      </div>
    </li>
  );
}

function problemOf(problems: InvalidRow["problems"], column: string): string | undefined {
  const problem = problems.find((each) => each.column === column);
  return problem && fieldText(problem.message);
}

const maxShown = 4;
const longest = 60;

type CellFieldProps = {
  id: UploadId;
  line: number;
  cell: Cell;
  /** Undefined for a valid cell. */
  problem: string | undefined;
};

/** A cell to correct. Enter or leaving the input saves it. */
function CellField({ id, line, cell: { column, value }, problem }: CellFieldProps) {
  const correction = useCorrection(id, line);
  const [{ saved, draft }, setText] = useState({ saved: value, draft: value });
  // Another user's correction replaces the text, unless it is being edited.
  if (saved !== value) setText({ saved: value, draft: draft === saved ? value : draft });
  const save = () => {
    if (draft !== value && correction.variables?.value !== draft) correction.mutate({ column, value: draft });
  };
  const { error } = correction;
  const refusal = isErrorCode(error, "STALE_VERSION") ? texts.byOther(value) : error && messageOf(error);
  const retry = () => correction.mutate({ column, value: draft });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape") setText({ saved, draft: value });
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (error) retry();
    else if (!focusNext(event.currentTarget)) save();
  };
  const Input = /[\r\n]/.test(value) ? Textarea : TextInput;
  return (
    <Input
      label={column}
      aria-label={texts.cell(column, String(line))}
      value={draft}
      error={refusal || (draft === value ? problem : problem && texts.isNotSaved(problem))}
      description={
        !problem && !refusal && draft === value && correction.isSuccess ? texts.isCorrected : undefined
      }
      inputWrapperOrder={["label", "input", "error", "description"]}
      onChange={({ currentTarget }) => setText({ saved, draft: currentTarget.value })}
      onBlur={save}
      onKeyDown={onKeyDown}
    />
  );
}

/** Moves on to the next cell, which saves this one. */
function focusNext(field: HTMLElement): boolean {
  const fields = [...(field.closest("[data-correction]")?.querySelectorAll("input, textarea") ?? [])];
  const next = fields[fields.indexOf(field) + 1];
  if (!(next instanceof HTMLElement)) return false;
  next.focus();
  return true;
}
