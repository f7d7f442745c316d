import { currentClient } from "../lib/caretype";
import { signOut } from "./actions";
import { NewPatient } from "./new-patient";

export default async function Patients() {
  const { auth, patient } = await currentClient();
  // One request to the server, as both calls are made at once.
  const [{ name }, { items }] = await Promise.all([auth.me(), patient.list.query({ limit: 20 })]);
  return (
    <>
      <h1>Patients</h1>
      <ul>
        {items.map(({ id, name, age }) => (
          <li key={id}>{`${name}, ${age ?? "age unknown"}`}</li>
        ))}
      </ul>
      <NewPatient />
      <form action={signOut}>
        <button type="submit">Sign out {name}</button>
      </form>
    </>
  );
}
