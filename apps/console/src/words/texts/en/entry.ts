import { texts as basic } from "./basic.ts";
import { texts as errors } from "./errors.ts";
import { texts as notice } from "./notice.ts";
import { texts as shell } from "./shell.ts";
import { texts as signIn } from "./sign-in.ts";

/** The texts of the pages without a session that load first. The console has them, too. */
export const texts = { basic, errors, notice, shell, signIn };
