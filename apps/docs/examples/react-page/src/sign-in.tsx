import { useMutation } from "@tanstack/react-query";
import { caretype, messageFor } from "./caretype.ts";

export function SignIn() {
  const signIn = useMutation({
    mutationFn: (form: FormData) =>
      caretype.auth.login({ email: String(form.get("email")), password: String(form.get("password")) }),
  });
  return (
    <form
      // With `action`, React empties the form, even if the server refuses it.
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate(new FormData(event.currentTarget));
      }}
    >
      <h1>Sign in</h1>
      <label>
        Email <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit">Sign in</button>
      {signIn.error && <p role="alert">{messageFor(signIn.error)}</p>}
    </form>
  );
}
