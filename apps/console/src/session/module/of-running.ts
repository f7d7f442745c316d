import { modules } from "../../kit/settings/server-facts.ts";

/** What `import.meta.glob` finds in the folders of the modules that the server runs. */
export const ofRunning = <Found>(files: Record<string, Found>): readonly Found[] =>
  Object.entries(files).flatMap(([file, found]) => {
    const folders = file.split("/");
    const name = folders.at(folders.includes("parts") ? -3 : -2) ?? "";
    return modules.length === 0 || modules.includes(name) ? [found] : [];
  });
