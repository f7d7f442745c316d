import { Suspense } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { useReauthenticationRequest } from "../client/reauthentication-request.ts";

const ReauthenticationDialog = lazyPart(
  () => import("./reauthentication-dialog.tsx"),
  "ReauthenticationDialog",
);

/** Shows the re-authentication dialog when a call needs it. */
export function Reauthentication() {
  const request = useReauthenticationRequest();
  return <Suspense>{request ? <ReauthenticationDialog settle={request.settle} /> : null}</Suspense>;
}
