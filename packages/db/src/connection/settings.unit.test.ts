import { describe, expect, it } from "vitest";
import { parseDatabaseUrl } from "./settings.ts";

describe("parseDatabaseUrl", () => {
  it("parses a database URL", () => {
    expect(
      parseDatabaseUrl("postgres://care%40type:p%2Fw%2C%40@db.example:6432/records?search_path=a"),
    ).toEqual({
      host: "db.example",
      port: 6432,
      database: "records",
      user: "care@type",
      password: "p/w,@",
      ssl: false,
      parameters: { search_path: "a" },
    });
    expect(parseDatabaseUrl("postgresql://me@[::1]")).toMatchObject({
      host: "::1",
      port: 5432,
      database: "me",
    });
    expect(parseDatabaseUrl("postgres:///records?host=/run/postgresql")).toMatchObject({
      host: "/run/postgresql",
    });
    expect(parseDatabaseUrl("postgres://h/d?sslmode=require")).toMatchObject({
      ssl: "require",
      parameters: {},
    });
  });

  it.each([
    "",
    "records",
    "mysql://h/d",
    "postgres://h/d?sslmode=perhaps",
    "postgres://h/d?sslmode=require&sslrootcert=/none",
  ])("refuses %j", (url) => {
    expect(() => parseDatabaseUrl(url)).toThrow(TypeError);
  });
});
