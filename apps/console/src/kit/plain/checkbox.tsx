import { type ComponentProps, useId } from "react";

const classes = {
  root: "m_bf2d988c m_5f75b09e",
  body: "m_5f6e695e",
  inner: "m_26062bec",
  input: "mantine-focus-auto m_26063560 mantine-Checkbox-input",
  icon: "m_bf295423 mantine-Checkbox-icon",
  words: "m_d3ea56bb",
  label: "m_8ee546b8",
  description: "m_328f68c0 m_fe47ce59",
};

type CheckboxProps = Omit<ComponentProps<"input">, "children" | "size"> & {
  label: string;
  description: string;
};

/** Mantine's checkbox without its code. */
export function Checkbox({ label, description, ...input }: CheckboxProps) {
  const id = useId();
  return (
    <div
      className={classes.root}
      style={{
        "--checkbox-radius": "var(--mantine-radius-sm)",
        "--checkbox-color": "var(--mantine-color-brand-filled)",
        "--checkbox-icon-color": "var(--mantine-color-white)",
      }}
      data-variant="filled"
      data-label-position="right"
    >
      <div className={classes.body}>
        <div className={classes.inner} data-label-position="right">
          <input
            {...input}
            className={classes.input}
            data-with-error-styles
            id={id}
            aria-describedby={`${id}-description`}
            type="checkbox"
          />
          <svg className={classes.icon} viewBox="0 0 10 7" aria-hidden>
            <path
              d="M4 4.586L1.707 2.293A1 1 0 1 0 .293 3.707l3 3a.997.997 0 0 0 1.414 0l5-5A1 1 0 1 0 8.293.293L4 4.586z"
              fill="currentColor"
            />
          </svg>
        </div>
        <div className={classes.words}>
          <label className={classes.label} htmlFor={id}>
            {label}
          </label>
          <p className={classes.description} id={`${id}-description`}>
            {description}
          </p>
        </div>
      </div>
    </div>
  );
}
