import { on } from "node:events";
import { text } from "node:stream/consumers";
import { printToStderr } from "./output.ts";
import { hasLost } from "./safe-text.ts";

type PasswordSource = {
  fromStandardInput: boolean;
  /** Whether it is a new password, which is asked for twice. */
  isNew: boolean;
};

/** Reads the password from standard input, the environment, or a prompt without echo. */
export async function readPassword({ fromStandardInput, isNew }: PasswordSource): Promise<string> {
  const { CARETYPE_PASSWORD } = process.env;
  const given = fromStandardInput ? (await text(process.stdin)).replace(/\r?\n$/, "") : CARETYPE_PASSWORD;
  // Every invalid byte becomes the same character, so other passwords would match, too.
  if (given && hasLost(given)) throw new Error("The password has a character that is not UTF-8.");
  if (given || fromStandardInput) return given ?? "";
  if (!process.stdin.isTTY) {
    throw new Error("No password: use --password-stdin or CARETYPE_PASSWORD, or run this in a terminal.");
  }
  const password = await promptHidden("Password: ");
  if (isNew && (await promptHidden("Repeat password: ")) !== password)
    throw new Error("The two passwords differ.");
  return password;
}

/** Asks a question at the terminal, without echo. */
export async function promptHidden(question: string): Promise<string> {
  const { stdin } = process;
  process.stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  try {
    return await readLine();
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    printToStderr("");
  }
}

async function readLine(): Promise<string> {
  let line = "";
  for await (const [typed] of on(process.stdin.resume(), "data", { close: ["end"] }))
    for (const character of String(typed)) {
      if (character === "\r" || character === "\n") return line;
      if (character === "\u0003" || character === "\u0004") throw new Error("Cancelled.");
      if (character === "\u007f" || character === "\b") line = [...line].slice(0, -1).join("");
      else line += character;
    }
  // The terminal is gone, perhaps in the middle of a password.
  throw new Error("Cancelled.");
}
