import { VisuallyHidden } from "@mantine/core";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import classes from "./load-meter.module.css";

/** The number of a doctor's patients, as a bar relative to the highest. Empty until known. */
export function LoadMeter({ patients, most }: { patients: number | undefined; most: number }) {
  if (patients === undefined) return null;
  const share = most > 0 ? Math.round((patients / most) * 100) : 0;
  return (
    <div className={classes.meter}>
      <span className={classes.number}>{patients}</span>
      <VisuallyHidden>{doctorTexts.list.patientsUnit(patients)}</VisuallyHidden>
      <div className={classes.track} aria-hidden>
        <div className={classes.bar} style={{ "--share": `${share}%` }} />
      </div>
    </div>
  );
}
