import { IconBuildingHospital, IconCheck } from "@tabler/icons-react";
import { useId } from "react";
import { choosePractice } from "../../session/chosen-practice.ts";
import { usePractice } from "../../session/use-practice.ts";
import { usePractices } from "./use-practices.ts";
import classes from "./user-menu.module.css";

/** Switches between practices. Hidden with a single one. */
export function PracticeChoice() {
  const practices = usePractices();
  const current = usePractice();
  const labelId = useId();
  if (practices.length < 2) return null;
  return (
    <section className={classes.section} aria-labelledby={labelId}>
      <div className={classes.heading} id={labelId}>
        Practice
      </div>
      {practices.map(({ id, name }) => {
        const isCurrent = id === current?.id;
        const Icon = isCurrent ? IconCheck : IconBuildingHospital;
        return (
          <button
            key={id}
            type="button"
            className={classes.item}
            aria-current={isCurrent}
            onClick={() => (isCurrent ? undefined : choosePractice(id))}
          >
            <Icon size={16} aria-hidden />
            {name}
          </button>
        );
      })}
    </section>
  );
}
