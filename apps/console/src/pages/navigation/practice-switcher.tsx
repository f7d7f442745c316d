import { VisuallyHidden } from "@mantine/core";
import { IconBuildingHospital, IconCheck, IconPlus, IconSelector } from "@tabler/icons-react";
import { type ToggleEvent, useId, useRef, useState } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import menuClasses from "../../kit/theme/menu.module.css";
import { choosePractice } from "../../session/client/chosen-practice.ts";
import { useIsPracticeLoading, useMe, usePractice } from "../../session/client/use-practice.ts";
import { Name } from "../../words/format/name.tsx";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import classes from "./practice-switcher.module.css";
import { useNoteOpened, usePractices } from "./use-practices.ts";

const CreatePracticeDialog = lazyPart(() => import("./create-practice-dialog.tsx"), "CreatePracticeDialog");

/** The current practice. Its menu switches to another one, or creates one. */
export function PracticeSwitcher() {
  const current = usePractice();
  const isLoading = useIsPracticeLoading();
  // Loaded before it opens, to avoid a layout shift.
  const practices = usePractices();
  useNoteOpened(practices, current?.id);
  const { isStaff } = useMe();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isCreating, setCreating] = useState(false);
  const onToggle = ({ newState }: ToggleEvent) => setOpen(newState === "open");
  // Staff belong to no practice, and create none.
  if (isStaff && practices.length === 0) return null;
  return (
    <>
      <button type="button" className={classes.button} popoverTarget={id} aria-expanded={isOpen}>
        <VisuallyHidden>{frameTexts.practices.label}</VisuallyHidden>
        <span className={classes.name}>
          {current ? <Name>{current.name}</Name> : isLoading ? "…" : frameTexts.practices.none}
        </span>
        <IconSelector size={14} aria-hidden />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className={menuClasses.menu}
        data-side="start"
        onToggle={onToggle}
      >
        {isOpen ? (
          <>
            <PracticeItems currentId={current?.id} practices={practices} />
            {isStaff ? null : (
              <div className={menuClasses.section}>
                <button
                  type="button"
                  className={menuClasses.item}
                  onClick={() => {
                    menu.current?.hidePopover();
                    setCreating(true);
                  }}
                >
                  <IconPlus size={16} aria-hidden />
                  {frameTexts.practices.create}
                </button>
              </div>
            )}
          </>
        ) : null}
      </div>
      {isCreating ? <CreatePracticeDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}

type PracticeItemsProps = { currentId: string | undefined; practices: ReturnType<typeof usePractices> };

function PracticeItems({ currentId, practices }: PracticeItemsProps) {
  const labelId = useId();
  if (practices.length === 0) return null;
  return (
    <section aria-labelledby={labelId}>
      <div className={menuClasses.heading} id={labelId}>
        {frameTexts.practices.title}
      </div>
      {practices.map(({ id, name }) => {
        const isCurrent = id === currentId;
        const Icon = isCurrent ? IconCheck : IconBuildingHospital;
        return (
          <button
            key={id}
            type="button"
            className={menuClasses.item}
            aria-current={isCurrent}
            onClick={() => (isCurrent ? undefined : choosePractice(id))}
          >
            <Icon size={16} aria-hidden />
            <Name>{name}</Name>
          </button>
        );
      })}
    </section>
  );
}
