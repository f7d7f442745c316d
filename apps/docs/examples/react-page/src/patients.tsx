import { fieldErrors, isErrorCode } from "@caretype/client";
import { type ComponentProps, useId, useRef, useState } from "react";
import { caretype, messageFor } from "./caretype.ts";
import { useAddPatient, usePatients, usePaused, useRemovePatient } from "./use-patients.ts";

export function Patients() {
  const [q, setQ] = useState("");
  const list = usePatients(usePaused(q));
  const remove = useRemovePatient();
  const patients = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const error = remove.error ?? list.error;
  return (
    <>
      <h1>Patients</h1>
      <input aria-label="Search" value={q} onChange={({ target }) => setQ(target.value)} />
      <ul>
        {patients.map(({ id, version, name, age }) => (
          <li key={id}>
            {name}, {age ?? "age unknown"}{" "}
            <button type="button" onClick={() => remove.mutate({ id, expectedVersion: version })}>
              Remove
            </button>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button
          type="button"
          aria-disabled={list.isFetchingNextPage}
          onClick={() => list.isFetchingNextPage || list.fetchNextPage()}
        >
          Show more
        </button>
      )}
      {error && <p role="alert">{messageFor(error)}</p>}
      <NewPatient />
      <button type="button" onClick={() => caretype.auth.logout()}>
        Sign out
      </button>
    </>
  );
}

function NewPatient() {
  const add = useAddPatient();
  // Changes at once: a second click comes before `add.isPending` is true.
  const isSaving = useRef(false);
  const errors = fieldErrors(add.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isSaving.current) return;
        isSaving.current = true;
        const form = event.currentTarget;
        const typed = (name: string) => String(new FormData(form).get(name));
        add.mutate(
          { name: typed("name"), dateOfBirth: typed("dateOfBirth") || undefined, gender: "unknown" },
          {
            onSuccess: () => form.reset(),
            onSettled: () => {
              isSaving.current = false;
            },
          },
        );
      }}
    >
      <h2>Add a patient</h2>
      {/* `disabled` would lose the focus. */}
      <Field label="Name" name="name" errors={errors.name} readOnly={add.isPending} required />
      <Field
        label="Date of birth"
        name="dateOfBirth"
        errors={errors.dateOfBirth}
        placeholder="1985-03-01"
        readOnly={add.isPending}
      />
      <button type="submit" aria-disabled={add.isPending}>
        Add
      </button>
      {add.error && !isErrorCode(add.error, "INVALID_INPUT") && <p role="alert">{messageFor(add.error)}</p>}
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
