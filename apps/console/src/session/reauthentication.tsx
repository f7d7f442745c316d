import { Suspense } from "react";
import { lazyPart } from "../shell/connection/load-code.ts";
import { useReauthenticationRequest } from "./reauthentication-request.ts";

const ReauthenticationDialog = lazyPart(
  () => import("./reauthentication-dialog.tsx"),
  "ReauthenticationDialog",
);

/** Asks who sits there, whenever a call waits for that. */
export function Reauthentication() {
  const request = useReauthenticationRequest();
  return <Suspense>{request ? <ReauthenticationDialog settle={request.settle} /> : null}</Suspense>;
}
