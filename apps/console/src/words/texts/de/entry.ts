import type { texts as english } from "../en/entry.ts";
import { texts as basic } from "./basic.ts";
import { texts as errors } from "./errors.ts";
import { texts as notice } from "./notice.ts";
import { texts as shell } from "./shell.ts";
import { texts as signIn } from "./sign-in.ts";

export const texts: typeof english = { basic, errors, notice, shell, signIn };
