import { useEffect } from "react";
import { lazyExtra } from "../../../../../kit/connection/load-code.ts";
import { ErrorBoundary } from "../../../../../kit/notice/error-boundary.tsx";
import { type SignInRequest, useSignInRequest } from "../../../../../session/client/sign-in-request.ts";

const SignInAgainDialog = lazyExtra(() => import("./sign-in-again-dialog.tsx"), "SignInAgainDialog");

/** Asks to sign in again when the session ends with unsaved input. */
export function SignInAgain() {
  const request = useSignInRequest();
  if (!request) return null;
  return (
    <ErrorBoundary fallback={() => <GiveUp request={request} />}>
      <SignInAgainDialog request={request} />
    </ErrorBoundary>
  );
}

/** Without the dialog's code, falls back to the sign-in page. */
function GiveUp({ request }: { request: SignInRequest }) {
  useEffect(() => request.settle(false), [request]);
  return null;
}
