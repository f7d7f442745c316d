/** The routes in a file of the console, each with its parent's name. */
export function declaredRoutes(text: string): { name: string | undefined; parent: string; path: string }[] {
  const [, tabsOf = ""] = /const tab = pagesIn\((\w+)\)/.exec(text) ?? [];
  const parents = new Map([
    ["pageAt", "signedInRoute"],
    ["tab", tabsOf],
  ]);
  const declared =
    /(?:const (\w+) = )?(?:createRoute\({\s+getParentRoute: \(\) => (\w+),\s+path: |\b(pageAt|tab)\(\s*)"([^"]+)"/g;
  const all = Array.from(text.matchAll(declared), ([, name, parent, call = "", path = ""]) => ({
    name,
    parent: parent ?? parents.get(call) ?? "",
    path,
  }));
  // The start page has no route of its own.
  return all.filter(({ parent, path }) => parent !== "signedInRoute" || path !== "/");
}
