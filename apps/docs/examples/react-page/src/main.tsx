import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { caretype, initialView, queryClient } from "./caretype.ts";
import { Patients } from "./patients.tsx";
import { SignIn } from "./sign-in.tsx";

function Page() {
  const [view, setView] = useState<"starting" | "app" | "login" | "offline">("starting");
  useEffect(() => caretype.auth.on("signedIn", () => setView("app")), []);
  useEffect(
    () =>
      caretype.auth.on("signedOut", () => {
        // Nobody after this user may see what was read.
        queryClient.clear();
        setView("login");
      }),
    [],
  );
  useEffect(() => {
    if (view === "starting") void initialView().then(setView);
  }, [view]);
  if (view === "starting") return <p>Connecting …</p>;
  if (view === "login") return <SignIn />;
  if (view === "app") return <Patients />;
  return (
    <p role="alert">
      The server cannot be reached.{" "}
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
