import { NothingHere } from "../../kit/page/not-found-page.tsx";
import { ofRunning } from "../../session/module/of-running.ts";
import type { EntryPages, EntryPath } from "../../session/route/entry-paths.ts";

const pages: EntryPages = Object.assign(
  {},
  ...ofRunning(
    import.meta.glob<EntryPages>("../../modules/*/parts/entry.ts", { eager: true, import: "pages" }),
  ),
);

/** Entry pages except the sign-in page, which loads without the names of their files. */
export function OtherPage({ path }: { path: EntryPath }) {
  const Page = pages[path] ?? NothingHere;
  return <Page />;
}
