"use client";

import { type ComponentProps, useActionState, useId } from "react";
import { addPatient } from "./actions";

export function NewPatient() {
  const [refusal, add, isPending] = useActionState(addPatient, null);
  const { typed, errors, message } = refusal ?? {};
  return (
    // `disabled` would lose the focus.
    <form action={add} onSubmit={(event) => isPending && event.preventDefault()}>
      <Field
        label="Name"
        name="name"
        defaultValue={typed?.name}
        errors={errors?.name}
        readOnly={isPending}
        required
      />
      <Field
        label="Date of birth"
        name="dateOfBirth"
        defaultValue={typed?.dateOfBirth}
        errors={errors?.dateOfBirth}
        placeholder="1985-03-01"
        readOnly={isPending}
      />
      <button type="submit" aria-disabled={isPending}>
        Add
      </button>
      {message && <p role="alert">{message}</p>}
    </form>
  );
}

/** A field with its error, also for screen readers. */
function Field({
  label,
  errors = [],
  ...rest
}: ComponentProps<"input"> & { label: string; errors?: string[] }) {
  const id = useId();
  const isWrong = errors.length > 0;
  return (
    <div>
      <label>
        {label} <input {...rest} aria-invalid={isWrong} aria-describedby={isWrong ? id : undefined} />
      </label>
      {isWrong && (
        <p role="alert" id={id}>
          {errors.join(", ")}
        </p>
      )}
    </div>
  );
}
