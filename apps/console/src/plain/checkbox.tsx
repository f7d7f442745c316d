import { type ComponentProps, useId } from "react";
import { classes } from "./classes.ts";

type CheckboxProps = Omit<ComponentProps<"input">, "children" | "size"> & {
  label: string;
  description: string;
};

/** Mantine's checkbox without its code. */
export function Checkbox({ label, description, ...input }: CheckboxProps) {
  const id = useId();
  return (
    <div
      className={classes.checkbox.root}
      style={{
        "--checkbox-radius": "var(--mantine-radius-sm)",
        "--checkbox-color": "var(--mantine-color-brand-filled)",
        "--checkbox-icon-color": "var(--mantine-color-white)",
      }}
      data-variant="filled"
      data-label-position="right"
    >
      <div className={classes.checkbox.body}>
        <div className={classes.checkbox.inner} data-label-position="right">
          <input
            {...input}
            className={classes.checkbox.input}
            data-with-error-styles
            id={id}
            aria-describedby={`${id}-description`}
            type="checkbox"
          />
          <svg className={classes.checkbox.icon} viewBox="0 0 10 7" aria-hidden>
            <path
              d="M4 4.586L1.707 2.293A1 1 0 1 0 .293 3.707l3 3a.997.997 0 0 0 1.414 0l5-5A1 1 0 1 0 8.293.293L4 4.586z"
              fill="currentColor"
            />
          </svg>
        </div>
        <div className={classes.checkbox.words}>
          <label className={classes.checkbox.label} htmlFor={id}>
            {label}
          </label>
          <p className={classes.checkbox.description} id={`${id}-description`}>
            {description}
          </p>
        </div>
      </div>
    </div>
  );
}
