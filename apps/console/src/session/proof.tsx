import { Suspense } from "react";
import { lazyPart } from "../shell/connection/load-code.ts";
import { useProofRequest } from "./proof-request.ts";

const ProofDialog = lazyPart(() => import("./proof-dialog.tsx"), "ProofDialog");

/** Asks who sits there, whenever a call waits for that. */
export function Proof() {
  const request = useProofRequest();
  return <Suspense>{request ? <ProofDialog settle={request.settle} /> : null}</Suspense>;
}
