import { executeStatement } from "@caretype/db/connection";

/** Reads the setting each time, so that all connections see a change at once. */
const clockFunction = (name: string, volatility: "stable" | "volatile") => `
  alter function pg_catalog.${name}() rename to machine_${name};
  create function pg_catalog.${name}() returns timestamptz language plpgsql ${volatility} parallel safe as $$
    begin return pg_catalog.machine_${name}() + (select ahead from test_clock.setting); end $$;`;

/**
 * Gives an empty database a movable clock. Replaces PostgreSQL's own functions, so that migrations, with their
 * defaults and triggers, and all statements use it. It does not affect `current_timestamp`, which is no function.
 */
export async function installMovableClock(url: string): Promise<void> {
  await executeStatement(
    url,
    `create schema test_clock;
    create table test_clock.setting (ahead interval not null);
    insert into test_clock.setting values ('0');
    grant usage on schema test_clock to public;
    grant select on test_clock.setting to public;
    ${clockFunction("now", "stable")}
    ${clockFunction("transaction_timestamp", "stable")}
    ${clockFunction("statement_timestamp", "stable")}
    ${clockFunction("clock_timestamp", "volatile")}`,
  );
}

/** Sets how far a database's clock is ahead of the machine's. Requires `installMovableClock`. */
export const moveClockStatement = (milliseconds: number): string =>
  `update test_clock.setting set ahead = make_interval(secs => ${milliseconds / 1000})`;
