import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { usePermissions, usePractice } from "../../../../session/client/use-practice.ts";
import classes from "./sample-data-banner.module.css";
import { texts } from "./texts.en.ts";

const RemoveSampleData = lazyPart(() => import("./remove-sample-data.tsx"), "RemoveSampleData");

/** Says that the patients are fictional, and offers to remove them. */
export function SampleDataBanner() {
  const practice = usePractice();
  const may = usePermissions();
  if (!practice?.sampleDataAt) return null;
  return (
    <aside className={classes.banner} aria-label={texts.title}>
      <span className={classes.text}>{texts.banner}</span>
      <span className={classes.short}>{texts.title}</span>
      {may("practice:update") ? <RemoveSampleData /> : null}
    </aside>
  );
}
