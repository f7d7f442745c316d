import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readSources } from "../src/settings/env-file.ts";
import { readSettings, SettingsError } from "../src/settings/settings.ts";

function folderWith(text?: string) {
  const folder = mkdtempSync(join(tmpdir(), "caretype-env-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, ".env");
  if (text !== undefined) writeFileSync(file, text);
  return { folder, file };
}

const settingsWith = (text: string, environment: Record<string, string> = {}) =>
  readSettings(readSources(environment, folderWith(text).file).variables);

const databaseOf = (text: string, environment: Record<string, string> = {}) => {
  const key = { SECRET_KEY: "0123456789abcdef0123456789abcdef" };
  return settingsWith(text, { ...key, ...environment }).databaseUrl;
};

test("a .env file is read, and the environment overrides it", () => {
  const text = 'PORT=4000\nLOG_LEVEL="debug" # chatty\nexport BCRYPT_COST=4\n';
  expect(settingsWith(text)).toMatchObject({ port: 4000, logLevel: "debug", bcryptCost: 4 });
  expect(settingsWith(text, { PORT: "5000" })).toMatchObject({ port: 5000, logLevel: "debug" });
  // An empty variable of the environment also overrides the file.
  expect(settingsWith(text, { PORT: "" })).toMatchObject({ port: 3000, logLevel: "debug" });
});

test.each<BufferEncoding>(["utf8", "utf16le"])(
  "a .env file of an editor on Windows is read: %s",
  (encoding) => {
    const { file } = folderWith();
    writeFileSync(file, "\u{FEFF}PORT=4000\r\nLOG_LEVEL='debug'\r\n", encoding);
    const settings = readSettings(readSources({}, file).variables);
    expect(settings).toMatchObject({ port: 4000, logLevel: "debug" });
  },
);

test("the environment's file of a secret replaces the secret, and its URL the parts", () => {
  const { folder } = folderWith();
  const secret = "0123456789abcdef0123456789abcdef";
  writeFileSync(join(folder, "key"), `${secret}\n`);
  writeFileSync(join(folder, "url"), "postgres://v:q@other/records\n");
  const files = { SECRET_KEY_FILE: join(folder, "key"), DATABASE_URL_FILE: join(folder, "url") };
  const text = "SECRET_KEY=another-key-that-is-long-enough-too\nDB_HOST=db\nDB_NAME=care\nDB_USER=u\n";
  expect(settingsWith(text, files)).toMatchObject({
    secretKey: secret,
    databaseUrl: "postgres://v:q@other/records",
  });
});

test("the environment's database replaces the file's, in any spelling", () => {
  const parts = "DB_HOST=db\nDB_NAME=care\nDB_USER=u\nDB_PASSWORD=p\n";
  const url = "postgres://v:q@other/records";
  expect(databaseOf(parts)).toBe("postgres://u:p@db:5432/care");
  expect(databaseOf(parts, { DATABASE_URL: url })).toBe(url);
  expect(databaseOf(parts, { DATABASE_NAME: "records" })).toBe("postgres://u:p@db:5432/records");
  const host = { DB_HOST: "db", DB_NAME: "care", DB_USER: "u" };
  expect(databaseOf(`DATABASE_URL=${url}\n`, host)).toBe("postgres://u:@db:5432/care");
});

test("no variable of the file gets into the process's environment, where other programs could read it", () => {
  settingsWith("CARETYPE_MARKER=secret\nSECRET_KEY=0123456789abcdef0123456789abcdef\n");
  expect(process.env.CARETYPE_MARKER).toBeUndefined();
});

test("a relative data folder in the file is relative to the file", () => {
  const { folder, file } = folderWith("DATA_DIR=records\n");
  const { variables } = readSources({ INIT_CWD: "/elsewhere" }, file);
  expect(readSettings(variables).dataDirectory).toBe(join(folder, "records"));
});

test("a missing file, or a folder of that name, is ignored, but a named file must exist", () => {
  const { file } = folderWith();
  expect(readSources({ PORT: "1" }, file)).toEqual({ variables: { PORT: "1" }, envFile: null });
  mkdirSync(file);
  expect(readSources({}, file).envFile).toBeNull();
  expect(() => readSources({ CARETYPE_ENV_FILE: `${file}.production` })).toThrow(SettingsError);
  expect(readSources({ CARETYPE_ENV_FILE: "none" }, folderWith("PORT=1").file).envFile).toBeNull();
});
