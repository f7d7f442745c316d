import { fieldErrors } from "@caretype/client";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, caretype, queryClient } from "./caretype";

export function Patients() {
  const [q, setQ] = useState("");
  const list = useInfiniteQuery(
    api.patient.list.infiniteQueryOptions(
      { q, limit: 20 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const patients = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <h1>Patients</h1>
      <input aria-label="Search" value={q} onChange={({ target }) => setQ(target.value)} />
      <ul>
        {patients.map(({ id, name, age }) => (
          <li key={id}>
            {name}, {age ?? "age unknown"}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" onClick={() => list.fetchNextPage()}>
          Show more
        </button>
      )}
      {list.error && <p role="alert">{list.error.message}</p>}
      <NewPatient />
      <button type="button" onClick={() => caretype.auth.logout()}>
        Sign out
      </button>
    </>
  );
}

function NewPatient() {
  const create = useMutation(
    api.patient.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(api.patient.list.pathFilter()),
    }),
  );
  const { dateOfBirth = [] } = fieldErrors(create.error);
  const add = (form: FormData) =>
    create.mutate({
      name: String(form.get("name")),
      dateOfBirth: String(form.get("dateOfBirth")),
      gender: "unknown",
    });
  return (
    <form action={add}>
      <h2>Add a patient</h2>
      <label>
        Name <input name="name" required />
      </label>
      <label>
        Date of birth <input name="dateOfBirth" placeholder="1985-03-01" required />
      </label>
      <button type="submit">Add</button>
      {create.error && <p role="alert">{dateOfBirth[0] ?? create.error.message}</p>}
    </form>
  );
}
