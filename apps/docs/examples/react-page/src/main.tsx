import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { caretype, queryClient } from "./caretype";
import { Patients } from "./patients";
import { SignIn } from "./sign-in";

function Page({ wasSignedIn }: { wasSignedIn: boolean }) {
  const [isSignedIn, setSignedIn] = useState(wasSignedIn);
  useEffect(() => caretype.auth.on("signedIn", () => setSignedIn(true)), []);
  useEffect(
    () =>
      caretype.auth.on("signedOut", () => {
        // Nobody after this user may see what was read.
        queryClient.clear();
        setSignedIn(false);
      }),
    [],
  );
  return isSignedIn ? <Patients /> : <SignIn />;
}

const session = await caretype.auth.resume().catch(() => null);
const place = document.getElementById("page");
if (place)
  createRoot(place).render(
    <QueryClientProvider client={queryClient}>
      <Page wasSignedIn={session !== null} />
    </QueryClientProvider>,
  );
