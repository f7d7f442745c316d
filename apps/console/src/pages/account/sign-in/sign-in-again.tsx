import { CatchBoundary } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { lazyExtra } from "../../../kit/connection/load-code.ts";
import { type SignInRequest, useSignInRequest } from "../../../session/client/sign-in-request.ts";

const SignInAgainDialog = lazyExtra(() => import("./sign-in-again-dialog.tsx"), "SignInAgainDialog");

/** Asks to sign in again when the session ends with unsaved input. */
export function SignInAgain() {
  const request = useSignInRequest();
  if (!request) return null;
  return (
    <CatchBoundary getResetKey={always} errorComponent={() => <GiveUp request={request} />}>
      <Suspense>
        <SignInAgainDialog request={request} />
      </Suspense>
    </CatchBoundary>
  );
}

const always = () => "";

/** Without the dialog's code, falls back to the sign-in page. */
function GiveUp({ request }: { request: SignInRequest }) {
  useEffect(() => request.settle(false), [request]);
  return null;
}
