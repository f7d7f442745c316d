import { getRouteApi } from "@tanstack/react-router";
import { type ComponentType, Suspense } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { NotFoundPage } from "../../kit/page/not-found-page.tsx";
import { PageSkeleton } from "../../kit/page/page-skeleton.tsx";
import { kindOf } from "../../words/list/by-kind.ts";

/** Each list's folder has its page. */
const pages = new Map(
  Object.entries(import.meta.glob<{ List: ComponentType }>("./*/page.tsx")).map(([file, load]) => [
    kindOf(file),
    lazyPart(load, "List"),
  ]),
);

const route = getRouteApi("/signed-in/lists/$kind");

export function ListPage() {
  const { kind } = route.useParams();
  const List = pages.get(kind);
  if (!List) return <NotFoundPage />;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <List />
    </Suspense>
  );
}
