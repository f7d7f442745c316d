import { modules } from "../../kit/settings/server-facts.ts";

/** The results of `import.meta.glob` for running modules. */
export const ofRunning = <Found>(files: Record<string, Found>): readonly Found[] =>
  Object.entries(files).flatMap(([file, found]) => {
    const folders = file.split("/");
    const name = folders.at(folders.includes("parts") ? -3 : -2) ?? "";
    return modules.length === 0 || modules.includes(name) ? [found] : [];
  });
