"use client";

import { useActionState } from "react";
import { signIn } from "../actions";

export default function SignIn() {
  const [refusal, action] = useActionState(signIn, null);
  return (
    <form action={action}>
      <h1>Sign in</h1>
      <label>
        Email{" "}
        <input
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={refusal?.typed.email}
          required
        />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit">Sign in</button>
      {refusal && <p role="alert">{refusal.message}</p>}
    </form>
  );
}
