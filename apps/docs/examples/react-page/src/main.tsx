import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { caretype, messageFor, queryClient } from "./caretype.ts";
import { Patients } from "./patients.tsx";
import { SignIn } from "./sign-in.tsx";

function Page() {
  const [view, setView] = useState<"starting" | "app" | "login" | { error: unknown }>("starting");
  useEffect(() => caretype.auth.on("signedIn", () => setView("app")), []);
  useEffect(
    () =>
      caretype.auth.on("signedOut", () => {
        // The next user must not see this user's data.
        queryClient.clear();
        setView("login");
      }),
    [],
  );
  useEffect(() => {
    // If the server is down or refuses the call, the session continues.
    if (view === "starting")
      caretype.auth.resume().then(
        (session) => setView(session ? "app" : "login"),
        (error) => setView({ error }),
      );
  }, [view]);
  if (view === "starting") return <p>Connecting …</p>;
  if (view === "login") return <SignIn />;
  if (view === "app") return <Patients />;
  return (
    <p role="alert">
      {messageFor(view.error)}{" "}
      <button type="button" onClick={() => setView("starting")}>
        Try again
      </button>
    </p>
  );
}

const place = document.getElementById("page");
if (place)
  createRoot(place).render(
    <QueryClientProvider client={queryClient}>
      <Page />
    </QueryClientProvider>,
  );
