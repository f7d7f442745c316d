import { type Environment, settingRows } from "./environment.ts";

/** Where the default depends on something, or is no value that could be set. */
const examples: Partial<Record<keyof Environment, string>> = {
  DATABASE_URL: "postgres://user:password@host:5432/database?sslmode=verify-full",
  SECRET_KEY: "",
  ALLOWED_HOSTS: "localhost,127.0.0.1,[::1]",
  REGISTRATION: "closed",
  APP_URL: "http://localhost:3000",
};

const head = `# Copy this file to .env and remove the # before what you want to set. A variable of the environment wins over
# the same one in .env. The values here are the defaults, or examples where the default is no value.
# Made by \`npx -y pnpm@12 caretype env-example\` from the settings' schema.
`;

const lineWidth = 110;

/** The whole of `.env.example`: as it stands it sets nothing. */
export function envExample(): string {
  const entries = settingRows().map(({ name, fallback, meaning }) => {
    const value = isSettingName(name) ? examples[name] : undefined;
    return `${comment(meaning)}\n#${name}=${quoted(value ?? fallback)}\n`;
  });
  return [head, ...entries].join("\n");
}

const isSettingName = (name: string): name is keyof Environment => name in examples;

const quoted = (value: string) => (/[\s#'"]/.test(value) ? `"${value}"` : value);

function comment(text: string): string {
  const lines = [""];
  for (const word of text.replaceAll("`", "").split(" ")) {
    const last = lines.length - 1;
    const longer = `${lines[last]} ${word}`;
    if (longer.length < lineWidth) lines[last] = longer;
    else lines.push(` ${word}`);
  }
  return lines.map((line) => `#${line}`).join("\n");
}
