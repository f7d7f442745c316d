import { isErrorCode } from "@caretype/client";
import { currentClient } from "../lib/caretype";
import { signOut } from "./actions";
import { NewPatient } from "./new-patient";

export default function Patients() {
  return (
    <>
      <h1>Patients</h1>
      <List />
      <NewPatient />
      <form action={signOut}>
        <button type="submit">Sign out</button>
      </form>
    </>
  );
}

async function List() {
  const { patient } = await currentClient();
  try {
    const { items } = await patient.list.query({ limit: 20 });
    return (
      <ul>
        {items.map(({ id, name, age }) => (
          <li key={id}>{`${name}, ${age ?? "age unknown"}`}</li>
        ))}
      </ul>
    );
  } catch (error) {
    if (!isErrorCode(error, "UNAUTHENTICATED")) throw error;
    // Opens another tab, so that the form keeps its values.
    return (
      <p role="alert">
        Your session has ended.{" "}
        <a href="/sign-in" target="_blank" rel="noopener">
          Sign in
        </a>{" "}
        and try again.
      </p>
    );
  }
}
