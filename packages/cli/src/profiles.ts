import { CommandFailure, exitCodes } from "./exit-codes.ts";
import { print, printToStderr } from "./output.ts";
import { chooseProfile, chosenProfile, profileNames, readProfile } from "./profile-files.ts";
import { toJson } from "./safe-text.ts";
import { textTable } from "./text-table.ts";

/** Lists the profiles without their secrets. */
export async function listProfiles({ json }: { json: boolean }): Promise<void> {
  const chosen = await chosenProfile();
  const names = await profileNames();
  const found = await Promise.all(
    names.map(async (name) => {
      const profile = await readProfile(name).catch(noteFailure);
      if (!profile) return [];
      const { url, account = "", apiKey, tokens } = profile;
      return [
        { profile: name, isChosen: name === chosen, url, account, isSignedIn: Boolean(apiKey ?? tokens) },
      ];
    }),
  );
  const rows = found.flat();
  if (json || !process.stdout.isTTY) print(toJson(rows, 2));
  else if (rows.length === 0) printToStderr("There are no profiles. Sign in with `login`.");
  else print(textTable(rows, process.stdout.columns || 120).lines.join("\n"));
}

/** An invalid file does not hide other profiles. */
function noteFailure(error: unknown): null {
  if (!(error instanceof CommandFailure)) throw error;
  printToStderr(error.message);
  return null;
}

export async function useProfile(name: string): Promise<void> {
  if (!(await readProfile(name)))
    throw new CommandFailure(`There is no profile ${name}.`, exitCodes.notFound);
  await chooseProfile(name);
  printToStderr(`Commands use the profile ${name} now.`);
}
