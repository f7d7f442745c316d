import { CatchBoundary } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { lazyExtra } from "../shell/connection/load-code.ts";
import { type ReturnRequest, useReturnRequest } from "./return-request.ts";

const ReturnDialog = lazyExtra(() => import("../account/sign-in/return-dialog.tsx"), "ReturnDialog");

/** Asks who has entered something to sign in again, whenever their session has ended meanwhile. */
export function Return() {
  const request = useReturnRequest();
  if (!request) return null;
  return (
    <CatchBoundary getResetKey={always} errorComponent={() => <GiveUp request={request} />}>
      <Suspense>
        <ReturnDialog request={request} />
      </Suspense>
    </CatchBoundary>
  );
}

const always = () => "";

/** The dialog cannot be shown: the sign-in page, which is loaded anew, can. */
function GiveUp({ request }: { request: ReturnRequest }) {
  useEffect(() => request.settle(false), [request]);
  return null;
}
