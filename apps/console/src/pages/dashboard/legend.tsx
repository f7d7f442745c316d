import classes from "./legend.module.css";
import { Swatch, type Texture } from "./textures.tsx";

export type Series<Name extends string> = { name: Name; label: string; texture: Texture };

type LegendProps = { prefix: string; series: readonly Series<string>[] };

/** The legend of a chart. Hidden from screen readers, which get the summary and the table. */
export function Legend({ prefix, series }: LegendProps) {
  return (
    <div className={classes.legend} aria-hidden>
      {series.map(({ name, label, texture }) => (
        <span key={name} className={classes.entry}>
          <Swatch prefix={prefix} texture={texture} />
          {label}
        </span>
      ))}
    </div>
  );
}
