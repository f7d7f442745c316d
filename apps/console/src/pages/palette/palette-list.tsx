// biome-ignore-all lint/a11y/useSemanticElements: a <select> cannot show groups, icons and hints.
// biome-ignore-all lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the field handles the keys.
import { useEffect } from "react";
import { KeyCaps } from "../../kit/keys/key-caps.tsx";
import type { Command } from "./command.ts";
import classes from "./palette-list.module.css";
import { texts as paletteTexts } from "./texts.en.ts";

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
  "related",
] as const satisfies Command["group"][];

export const optionId = (listId: string, { id }: Command) => `${listId}-${id.replaceAll(" ", "-")}`;

/** The results by group. Enter runs the active one. */
export function PaletteList({ listId, commands, active, onRun, onPoint }: PaletteListProps) {
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
