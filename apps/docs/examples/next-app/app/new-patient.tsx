"use client";

import { useActionState } from "react";
import { addPatient } from "./actions";

export function NewPatient() {
  const [message, add] = useActionState(addPatient, null);
  return (
    <form action={add}>
      <label>
        Name <input name="name" required />
      </label>
      <label>
        Date of birth <input name="dateOfBirth" placeholder="1985-03-01" required />
      </label>
      <button type="submit">Add</button>
      {message && <p role="alert">{message}</p>}
    </form>
  );
}
