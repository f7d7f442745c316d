import { describe, expect, it } from "vitest";
import { inLanes } from "../../modules/scheduling/pages/calendar/lanes.ts";
import { isShownAgain, spansOn, timeOf, wallOf, without } from "./wall.ts";

const vienna = wallOf("Europe/Vienna");

describe("the wall of a zone", () => {
  it("is read with its date, also across a skipped hour", () => {
    expect(vienna("2027-03-28T00:30:00Z")).toEqual({ date: "2027-03-28", minute: 90 });
    expect(vienna("2027-03-28T01:30:00Z")).toEqual({ date: "2027-03-28", minute: 210 });
    expect(vienna("2026-11-23T23:00:00Z")).toEqual({ date: "2026-11-24", minute: 0 });
  });

  it("knows a time that it shows again", () => {
    expect(isShownAgain(vienna, "2026-10-25T00:30:00Z")).toBe(false);
    expect(isShownAgain(vienna, "2026-10-25T01:30:00Z")).toBe(true);
    expect(isShownAgain(vienna, "2026-10-25T02:30:00Z")).toBe(false);
    // Half an hour.
    const lordHowe = wallOf("Australia/Lord_Howe");
    expect(isShownAgain(lordHowe, "2026-04-04T14:45:00Z")).toBe(false);
    expect(isShownAgain(lordHowe, "2026-04-04T15:15:00Z")).toBe(true);
  });

  it("skips a day that was skipped", () => {
    const apia = wallOf("Pacific/Apia");
    expect([apia("2011-12-30T09:59:00Z").date, apia("2011-12-30T10:00:00Z").date]).toEqual([
      "2011-12-29",
      "2011-12-31",
    ]);
  });

  it("writes times", () => {
    expect([0, 575, 1_440].map(timeOf)).toEqual(["00:00", "09:35", "24:00"]);
  });
});

describe("the hours of a day", () => {
  const hours = (startsAt: string, endsAt: string) => ({ from: vienna(startsAt), to: vienna(endsAt) });

  it("are cut at midnight", () => {
    const night = [hours("2026-11-23T21:00:00Z", "2026-11-24T05:00:00Z")];
    expect(spansOn("2026-11-23", night)).toEqual([{ start: 1_320, end: 1_440 }]);
    expect(spansOn("2026-11-24", night)).toEqual([{ start: 0, end: 360 }]);
    expect(spansOn("2026-11-25", night)).toEqual([]);
    expect(spansOn("2026-11-24", [hours("2026-11-23T21:00:00Z", "2026-11-23T23:00:00Z")])).toEqual([]);
  });

  it("leave the rest of the day", () => {
    expect(without([])).toEqual([{ start: 0, end: 1_440 }]);
    const spans = [
      { start: 780, end: 1_020 },
      { start: 540, end: 720 },
      { start: 600, end: 660 },
    ];
    expect(without(spans)).toEqual([
      { start: 0, end: 540 },
      { start: 720, end: 780 },
      { start: 1_020, end: 1_440 },
    ]);
  });
});

describe("lanes", () => {
  const place = (spans: [number, number][], least = 0) =>
    inLanes(
      spans.map(([start, end]) => ({ start, end })),
      { least, most: Number.POSITIVE_INFINITY },
    ).events.map(({ item, lane, lanes }) => [item.start, lane, lanes]);

  it("are as many as overlap at once", () => {
    expect(
      place([
        [0, 30],
        [30, 60],
      ]),
    ).toEqual([
      [0, 0, 1],
      [30, 0, 1],
    ]);
    expect(
      place([
        [10, 40],
        [0, 20],
        [20, 30],
        [50, 60],
      ]),
    ).toEqual([
      [0, 0, 2],
      [10, 1, 2],
      [20, 0, 2],
      [50, 0, 1],
    ]);
  });

  it("leave room for short ones", () => {
    expect(
      place(
        [
          [0, 5],
          [5, 10],
        ],
        10,
      ),
    ).toEqual([
      [0, 0, 2],
      [5, 1, 2],
    ]);
  });

  it("fold what has no lane, and say how many", () => {
    const spans = [
      [0, 30],
      [5, 35],
      [10, 20],
      [15, 25],
      [30, 60],
    ].map(([start = 0, end = 0]) => ({ start, end }));
    const { events, folded } = inLanes(spans, { least: 0, most: 2 });
    expect(events.map(({ item }) => item.start)).toEqual([0, 30]);
    expect(folded).toMatchObject([{ start: 5, end: 35, lane: 1, lanes: 1.4 }]);
    expect(folded[0]?.items).toEqual(spans.slice(1, 4));
    expect(inLanes(spans.slice(0, 3), { least: 0, most: 2 }).folded).toHaveLength(1);
    expect(inLanes(spans.slice(0, 2), { least: 0, most: 2 }).folded).toEqual([]);
  });

  it("count what is folded anew after an hour", () => {
    const spans = Array.from({ length: 12 }, (_, index) => [10 * index, 10 * index + 40]);
    const { folded } = inLanes(
      spans.map(([start = 0, end = 0]) => ({ start, end })),
      { least: 0, most: 2 },
    );
    expect(folded).toMatchObject([
      { start: 10, end: 70 },
      { start: 70, end: 150 },
    ]);
  });

  it("are whole for one that would be folded alone", () => {
    const spans = [
      [0, 60],
      [0, 15],
      [20, 35],
      [25, 60],
      [60, 70],
      [50, 80],
    ].map(([start = 0, end = 0]) => ({ start, end }));
    const { events, folded } = inLanes(spans, { least: 0, most: 2 });
    expect(events.map(({ item, lane, span, lanes }) => [item.start, lane, span, lanes])).toEqual([
      [0, 0, 1, 2],
      [0, 1, 1, 2],
      [60, 0, 1.6, 2],
    ]);
    expect(folded).toMatchObject([{ start: 20, end: 80, lane: 1.6, lanes: 2 }]);
  });

  it("are taken by an event where they are free", () => {
    const spans = [
      [0, 60],
      [0, 20],
      [0, 20],
      [40, 80],
      [65, 80],
    ].map(([start = 0, end = 0]) => ({ start, end }));
    const { events } = inLanes(spans, { least: 0, most: 3 });
    expect(events.map(({ item, lane, span }) => [item.start, lane, span])).toEqual([
      [0, 0, 1],
      [0, 1, 1],
      [0, 2, 1],
      [40, 1, 2],
      [65, 0, 1],
    ]);
  });
});
