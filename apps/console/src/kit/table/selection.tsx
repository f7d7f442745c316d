import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from "react";
import classes from "./record-table.module.css";
import { texts as tableTexts } from "./texts.en.ts";

type Keyed = { id: string };

export type Selection = {
  ids: ReadonlySet<string>;
  /** With `isRange`, also selects the rows since the last changed one. */
  toggle: (id: string, options: { isRange: boolean }) => void;
  toggleAll: () => void;
  isAll: boolean;
  select: (ids: readonly string[]) => void;
  clear: () => void;
};

/** The selected ones among the loaded rows. Another `question` clears it. */
export function useSelection(rows: readonly Keyed[], question: string): Selection {
  const [selected, setSelected] = useState<{ question: string; ids: ReadonlySet<string> }>({
    question,
    ids: none,
  });
  const last = useRef<string | null>(null);
  // Stable, as all selecting cells read it.
  return useMemo(() => {
    const chosen = selected.question === question ? selected.ids : none;
    const ids = new Set(rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id));
    const select = (wanted: Iterable<string>) => setSelected({ question, ids: new Set(wanted) });
    const isAll = rows.length > 0 && ids.size === rows.length;
    return {
      ids,
      isAll,
      select,
      clear: () => select(none),
      toggleAll: () => select(isAll ? none : rows.map(({ id }) => id)),
      toggle: (id, { isRange }) => {
        const wanted = new Set(ids);
        for (const each of isRange ? between(rows, last.current ?? id, id) : [id])
          ids.has(id) ? wanted.delete(each) : wanted.add(each);
        last.current = id;
        select(wanted);
      },
    };
  }, [rows, question, selected]);
}

const none: ReadonlySet<string> = new Set();

function between(rows: readonly Keyed[], one: string, other: string): string[] {
  const places = [one, other].map((wanted) => rows.findIndex(({ id }) => id === wanted));
  if (places.includes(-1)) return [other];
  return rows.slice(Math.min(...places), Math.max(...places) + 1).map(({ id }) => id);
}

const SelectionContext = createContext<Selection | null>(null);
/** Passes the selection to its cells without rendering all rows again. */
export const SelectionProvider = SelectionContext.Provider;

const checkId = (id: string) => `select-${id}`;

/** A row's text. A click anywhere in the row selects it. */
export const SelectLabel = ({ id, children }: { id: string; children: ReactNode }) => (
  <label htmlFor={checkId(id)} className={classes.link}>
    {children}
  </label>
);

/** Selects a row. With Shift, all rows since the last one. */
export function SelectRow({ id, name }: { id: string; name: string }) {
  const selection = useContext(SelectionContext);
  if (!selection) return null;
  return (
    <input
      type="checkbox"
      id={checkId(id)}
      className={classes.check}
      aria-label={tableTexts.select(name)}
      checked={selection.ids.has(id)}
      onChange={({ nativeEvent }) =>
        selection.toggle(id, { isRange: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey })
      }
    />
  );
}

export function SelectAll({ label }: { label: string }) {
  const selection = useContext(SelectionContext);
  if (!selection) return null;
  return (
    <input
      type="checkbox"
      className={classes.check}
      ref={(input) => {
        if (input) input.indeterminate = selection.ids.size > 0 && !selection.isAll;
      }}
      aria-label={label}
      checked={selection.isAll}
      onChange={selection.toggleAll}
    />
  );
}
