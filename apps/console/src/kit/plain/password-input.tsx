import { type ComponentProps, useState } from "react";
import { texts as basicTexts } from "../../words/basic/texts.en.ts";
import { classes, line } from "./classes.ts";
import { Field, type FieldProps } from "./field.tsx";

export type PasswordInputProps = FieldProps & Omit<ComponentProps<"input">, "children" | "size">;

/** Mantine's password field without its code. Its button shows what is typed. */
export function PasswordInput({ label, description, error, ...input }: PasswordInputProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Field
      label={label}
      description={description}
      error={error}
      isRequired={input.required}
      root={{
        className: classes.password.root,
        style: {
          "--psi-icon-size": "var(--psi-icon-size-sm)",
          "--psi-button-size": "var(--psi-button-size-sm)",
        },
      }}
      section={<Toggle isShown={isShown} toggle={() => setShown(!isShown)} />}
    >
      {({ id, className, "aria-describedby": describedBy, ...field }) => (
        <div {...field} className={`${classes.password.input} ${className}`}>
          <input
            {...input}
            id={id}
            className={classes.password.inner}
            type={isShown ? "text" : "password"}
            data-invalid={field["data-error"]}
            aria-describedby={describedBy}
          />
        </div>
      )}
    </Field>
  );
}

type ToggleProps = { isShown: boolean; toggle: () => void };

/** A press of the pointer leaves the focus in the field. */
const Toggle = ({ isShown, toggle }: ToggleProps) => (
  <button
    className={classes.password.toggle}
    style={{
      "--ai-bg": "transparent",
      "--ai-hover": "var(--mantine-color-gray-light-hover)",
      "--ai-color": "var(--mantine-color-gray-light-color)",
      "--ai-bd": `${line} transparent`,
    }}
    data-variant="subtle"
    type="button"
    tabIndex={0}
    aria-pressed={isShown}
    aria-label={basicTexts.showPassword}
    onMouseDown={(event) => event.preventDefault()}
    onClick={toggle}
  >
    <span className={classes.password.icon}>
      <svg
        viewBox="0 0 256 256"
        fill="none"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="16"
        style={{ width: "var(--psi-icon-size)", height: "var(--psi-icon-size)" }}
        aria-hidden
      >
        {isShown ? (
          <path d="M48 40l160 176M154.91 157.6a40 40 0 01-53.82-59.2M135.53 88.71a40 40 0 0132.3 35.53M208.61 169.1C230.41 149.58 240 128 240 128s-32-72-112-72a126 126 0 00-20.68 1.68M74 68.6C33.23 89.24 16 128 16 128s32 72 112 72a118.05 118.05 0 0054-12.6" />
        ) : (
          <>
            <path d="M128 56c-80 0-112 72-112 72s32 72 112 72 112-72 112-72-32-72-112-72z" />
            <circle cx="128" cy="128" r="40" />
          </>
        )}
      </svg>
    </span>
  </button>
);
