import { type ComponentProps, type CSSProperties, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";

export type FieldProps = { label: string; description?: ReactNode; error?: ReactNode };

/** What an input needs to be a `Field`. */
type FieldInput = {
  id: string;
  className: string;
  "data-variant": "default";
  "data-error": true | undefined;
  "aria-describedby": string | undefined;
};

type FieldFrameProps = FieldProps & {
  isRequired?: boolean | undefined;
  root?: { className: string; style: CSSProperties };
  /** Styles and attributes of the frame around the input. */
  frame?: ComponentProps<"div"> & { [data: `data-${string}`]: boolean };
  /** At the end of the input, such as a button. */
  section?: ReactNode;
  children: (input: FieldInput) => ReactNode;
};

const halfGap = "calc(var(--mantine-spacing-xs) / 2)";
const smaller = "calc(var(--mantine-font-size-sm) - calc(0.125rem * var(--mantine-scale)))";

/** Label, description, input and error, as Mantine has them, without its code. */
export function Field(props: FieldFrameProps) {
  const { label, description, error, isRequired, root, frame, section, children } = props;
  const id = useId();
  const [descriptionId, errorId] = [`${id}-description`, `${id}-error`];
  const hasError = error ? true : undefined;
  const describedBy = [error ? errorId : "", description ? descriptionId : ""].filter(Boolean).join(" ");
  return (
    <div
      className={[root?.className, classes.field.root].filter(Boolean).join(" ")}
      style={root?.style}
      data-size="sm"
      data-error={hasError}
    >
      <label
        className={classes.field.label}
        style={{ "--input-label-size": "var(--mantine-font-size-sm)" }}
        data-size="sm"
        data-required={isRequired || undefined}
        htmlFor={id}
        id={`${id}-label`}
      >
        {label}
        {isRequired ? (
          <span className={classes.field.required} aria-hidden>
            {" *"}
          </span>
        ) : null}
      </label>
      {description ? (
        <p
          className={classes.field.description}
          style={{ "--input-description-size": smaller }}
          data-size="sm"
          id={descriptionId}
        >
          {description}
        </p>
      ) : null}
      <div
        {...frame}
        className={classes.field.wrapper}
        style={{
          ...(description && { "--input-margin-top": halfGap }),
          ...(error && { "--input-margin-bottom": halfGap }),
          "--input-height": "var(--input-height-sm)",
          "--input-fz": "var(--mantine-font-size-sm)",
          ...frame?.style,
        }}
        data-variant="default"
        data-size="sm"
        data-error={hasError}
        data-with-right-section={section ? true : undefined}
      >
        {children({
          id,
          className: classes.field.input,
          "data-variant": "default",
          "data-error": hasError,
          "aria-describedby": describedBy || undefined,
        })}
        {section ? (
          <div className={classes.field.section} data-position="right">
            {section}
          </div>
        ) : null}
      </div>
      {error ? (
        <p
          className={classes.field.error}
          style={{ "--input-error-size": smaller }}
          data-size="sm"
          id={errorId}
        >
          {error}
        </p>
      ) : null}
    </div>
  );
}
