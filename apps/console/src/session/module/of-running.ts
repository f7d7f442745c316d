import { modules } from "../../kit/settings/server-facts.ts";

/** What `import.meta.glob` finds in the folders of the modules that the server runs. */
export const ofRunning = <Found>(files: Record<string, Found>): readonly Found[] =>
  Object.entries(files).flatMap(([file, found]) => {
    const [, name = ""] = /([\w-]+)\/(?:manifest|parts\/[\w-]+)\.tsx?$/.exec(file) ?? [];
    return modules.length === 0 || modules.includes(name) ? [found] : [];
  });
