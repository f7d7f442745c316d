import { expect, test } from "vitest";
import { bufferedOutput, droppedLines } from "../src/log/log-output.ts";

const failure = (code: string) => Object.assign(new Error(code), { code });

/** A disk file with limited room, which a test can extend. */
function disk(code: string) {
  const file = { text: "", room: 0 };
  const write = (_: number, bytes: Buffer) => {
    const part = bytes.subarray(0, file.room);
    if (part.length === 0) throw failure(code);
    file.text += part.toString();
    file.room -= part.length;
    return part.length;
  };
  return { file, output: bufferedOutput(-1, write), another: bufferedOutput(-1, write) };
}

test.each(["ENOSPC", "EIO", "EDQUOT"])(
  "after %s, the log continues on a fresh line and says how many lines are missing",
  (code) => {
    const { file, output } = disk(code);
    const before = droppedLines;
    file.room = 9;
    for (const line of ["first\n", "second\n", "third\n"]) output.write(line);
    output.flushSync();
    output.write("fourth\n");
    output.flushSync();
    expect(file.text).toBe("first\nsec");
    file.room = 1_000;
    output.write("fifth\n");
    output.flushSync();
    expect(droppedLines - before).toBe(3);
    const [, , notice = "", ...rest] = file.text.split("\n");
    expect(JSON.parse(notice)).toMatchObject({ level: "warn", dropped: 3, pid: process.pid });
    expect(rest).toEqual(["fifth", ""]);
    output.write("sixth\n");
    output.flushSync();
    expect(file.text.endsWith("fifth\nsixth\n")).toBe(true);
  },
);

test("says how many lines are missing as soon as there is room, and without a new line", () => {
  const { file, output } = disk("ENOSPC");
  output.write("lost\n");
  output.flushSync();
  file.room = 20;
  output.flushSync();
  file.room = 1_000;
  output.flushSync();
  const [before, part, notice = "", end] = file.text.split("\n");
  expect([before, part?.length, end]).toEqual(["", 19, ""]);
  expect(JSON.parse(notice)).toMatchObject({ dropped: 1 });
});

test("says it on a line of its own, also after half a line of another process", () => {
  const { file, output, another } = disk("ENOSPC");
  file.room = 4;
  for (const one of [output, another]) {
    one.write("a line\n");
    one.flushSync();
  }
  file.room = 1_000;
  another.flushSync();
  const [part, notice = ""] = file.text.split("\n");
  expect([part, JSON.parse(notice)]).toEqual(["a li", expect.objectContaining({ dropped: 1 })]);
});

test("writes nothing more to a pipe that was closed, and counts what is lost", () => {
  const { file, output } = disk("EPIPE");
  const before = droppedLines;
  output.write("lost\n");
  output.flushSync();
  file.room = 1_000;
  output.write("lost as well\n");
  output.flushSync();
  expect(file.text).toBe("");
  expect(droppedLines - before).toBe(2);
});
