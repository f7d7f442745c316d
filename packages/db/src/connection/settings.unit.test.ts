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
    for (const url of [
      "postgres://me:p@/records?host=/run/postgresql",
      "postgres:///?host=/run/postgresql&user=me&password=p&dbname=records",
      "postgres://you:x@db:1/d?HOST=/run/postgresql&user=me&password=p&dbname=records&port=5432",
    ])
      expect(parseDatabaseUrl(url)).toEqual({
        host: "/run/postgresql",
        port: 5432,
        database: "records",
        user: "me",
        password: "p",
        ssl: false,
        parameters: {},
      });
    expect(parseDatabaseUrl("postgres://h/d?SSLMODE=require")).toMatchObject({ ssl: "require" });
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
