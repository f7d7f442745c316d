import classes from "./textures.module.css";

/** Colour and pattern of a series. Patterns are shown only where colours are not, as on paper. */
export type Texture = "plain" | "stripes" | "dots" | "checks";

const hues: Record<Texture, string> = {
  plain: "var(--chart-plain)",
  stripes: "var(--chart-stripes)",
  dots: "var(--chart-dots)",
  checks: "var(--chart-checks)",
};

const figures: Record<Texture, React.ReactNode> = {
  plain: null,
  stripes: <rect width={3} height={8} />,
  dots: <circle cx={4} cy={4} r={2} />,
  checks: <path d="M0 0h4v4h-4zM4 4h4v4h-4z" />,
};

const ground: Record<Texture, number> = { plain: 1, stripes: 0.45, dots: 0.25, checks: 0.35 };

/** SVG patterns, which the whole page can reference. */
export const Textures = ({ prefix, textures }: { prefix: string; textures: readonly Texture[] }) => (
  <defs>
    {textures.map((texture) => (
      <pattern
        key={texture}
        id={`${prefix}-${texture}`}
        width={8}
        height={8}
        patternUnits="userSpaceOnUse"
        patternTransform={texture === "stripes" ? "rotate(45)" : undefined}
        fill={hues[texture]}
      >
        <rect width={8} height={8} className={classes.ground} style={{ "--ground": ground[texture] }} />
        <g className={classes.figure}>{figures[texture]}</g>
      </pattern>
    ))}
  </defs>
);

export const textureFill = (prefix: string, texture: Texture): string => `url(#${prefix}-${texture})`;

export const Swatch = ({ prefix, texture }: { prefix: string; texture: Texture }) => (
  <svg className={classes.swatch} width={16} height={16} aria-hidden>
    <rect
      x={0.5}
      y={0.5}
      width={15}
      height={15}
      rx={2}
      stroke={hues[texture]}
      fill={textureFill(prefix, texture)}
    />
  </svg>
);

export type Series<Name extends string> = { name: Name; label: string; texture: Texture };

/** The legend of a chart. Hidden from screen readers, which get the summary and the table. */
export const Legend = ({ prefix, series }: { prefix: string; series: readonly Series<string>[] }) => (
  <div className={classes.legend} aria-hidden>
    {series.map(({ name, label, texture }) => (
      <span key={name} className={classes.entry}>
        <Swatch prefix={prefix} texture={texture} />
        {label}
      </span>
    ))}
  </div>
);
