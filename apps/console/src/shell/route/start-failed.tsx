import type { ErrorComponentProps } from "@tanstack/react-router";
import { EntryLayout } from "../layout/entry-layout.tsx";
import { ErrorPage } from "./error-page.tsx";

/** In the place of the whole console, when it is not known who is signed in. */
export function StartFailed(props: ErrorComponentProps) {
  return (
    <EntryLayout>
      <ErrorPage {...props} />
    </EntryLayout>
  );
}
