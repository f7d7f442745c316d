import { isErrorCode, type UploadId } from "@caretype/client";
import { Textarea, TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { messageOf } from "../../../kit/notice/error-notice.tsx";
import { texts as importUploadTexts } from "../upload/texts.en.ts";
import { type Cell, useCorrection } from "./use-invalid-rows.ts";

const { correct: texts } = importUploadTexts;

type CellFieldProps = {
  id: UploadId;
  line: number;
  cell: Cell;
  /** Undefined for a valid cell. */
  problem: string | undefined;
};

/** A cell to correct. It is saved with Enter, and when the focus leaves it. */
export function CellField({ id, line, cell: { column, value }, problem }: CellFieldProps) {
  const correction = useCorrection(id, line);
  const [{ saved, draft }, setText] = useState({ saved: value, draft: value });
  // Somebody else's correction replaces the text, unless it is being edited.
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
