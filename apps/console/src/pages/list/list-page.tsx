import { getRouteApi } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { NotFoundPage } from "../../kit/page/not-found-page.tsx";
import { PageSkeleton } from "../../kit/page/page-skeleton.tsx";
import { kindOf } from "../../words/list/by-kind.ts";

/** Each list's folder has its page. */
const pages = new Map(
  Object.entries(import.meta.glob<{ List: ComponentType }>("./*/page.tsx")).map(([file, load]) => [
    kindOf(file),
    lazyPart(load, "List", <PageSkeleton />),
  ]),
);

const route = getRouteApi("/signed-in/lists/$kind");

export function ListPage() {
  const { kind } = route.useParams();
  const List = pages.get(kind);
  return List ? <List /> : <NotFoundPage />;
}
