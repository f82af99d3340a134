import { describe, expect, it } from "vitest";
import { occurredAtMs, parseMoment } from "./segment-time.js";

const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

describe("parseMoment", () => {
  it.each([
    // analytics.js, analytics-node
    ["2026-11-23T12:00:00.250Z", "2026-11-23T12:00:00.250Z"],
    // analytics-ruby
    ["2018-07-19T14:49:26.084+03:00", "2018-07-19T11:49:26.084Z"],
    // analytics-python
    ["2026-11-23T12:00:00.123456+00:00", "2026-11-23T12:00:00.123Z"],
    // analytics-go
    ["2026-11-23T12:00:00.123456789-07:00", "2026-11-23T19:00:00.123Z"],
    // RudderStack on Unity
    ["2019-08-27 11:12:55Z", "2019-08-27T11:12:55.000Z"],
    // "HTTP API Source", the example of a batch
    ["2015-2-02T00:30:12.984Z", "2015-02-02T00:30:12.984Z"],
    ["2026-11-23T12:00:00", "2026-11-23T12:00:00.000Z"],
    ["2026-11-23T12:00Z", "2026-11-23T12:00:00.000Z"],
    ["2026-11-23T12:00:00+0530", "2026-11-23T06:30:00.000Z"],
    [" 2026-11-23 ", "2026-11-23T00:00:00.000Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
    [1_795_435_200, "2026-11-23T12:00:00.000Z"],
    [1_795_435_200_250, "2026-11-23T12:00:00.250Z"],
    ["1795435200", "2026-11-23T12:00:00.000Z"],
    ["1795435200250", "2026-11-23T12:00:00.250Z"],
    [0, "1970-01-01T00:00:00.000Z"],
  ])("%j is %s", (given, expected) => {
    expect(iso(parseMoment(given))).toBe(expected);
  });

  const NO_TIMES: readonly unknown[] = [
    ...["", "yesterday", "2026-13-01", "2026-02-30", "2026-00-10", "2026-11-23T25:00:00Z", "12"],
    ...["2026-11-23T12:60:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+01:00", "+012026-01-01"],
    ...["2026-11-23T12:00:00 CET", "2026-11-23T12:00:00ZZ", "2026-11-23T12:00:00+1:00"],
    ...[-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, null, undefined, true, {}, [], { toString: 1 }],
  ];

  it.each(NO_TIMES.map((given) => [given]))("%j is none", (given) => {
    expect(parseMoment(given)).toBeUndefined();
  });
});

describe("occurredAtMs", () => {
  const RECEIVED_MS = Date.parse("2026-11-23T12:00:00.000Z");
  const occurred = (said: Parameters<typeof occurredAtMs>[0]) => iso(occurredAtMs(said, RECEIVED_MS));

  it("is when it came, if nothing is said", () => {
    for (const absent of [undefined, null, ""]) {
      expect(occurred({ timestamp: absent, originalTimestamp: absent, sentAt: absent })).toBe(
        "2026-11-23T12:00:00.000Z",
      );
    }
    expect(occurred({ sentAt: "2026-11-23T09:00:00Z" })).toBe("2026-11-23T12:00:00.000Z");
  });

  it("is as long before it came as the sender's clock says it was before it was sent", () => {
    // The clock is three hours behind; the call waited 90 seconds.
    expect(occurred({ timestamp: "2026-11-23T08:58:30Z", sentAt: "2026-11-23T09:00:00Z" })).toBe(
      "2026-11-23T11:58:30.000Z",
    );
    // The clock is a day ahead.
    expect(occurred({ timestamp: "2026-11-24T11:59:59Z", sentAt: "2026-11-24T12:00:00Z" })).toBe(
      "2026-11-23T11:59:59.000Z",
    );
    // In another zone than ours.
    expect(occurred({ timestamp: "2026-11-23T13:58:30+05:00", sentAt: "2026-11-23T09:00:00Z" })).toBe(
      "2026-11-23T11:58:30.000Z",
    );
  });

  it("believes the sender's clock where it is not said when it was sent, or in no way that is a time", () => {
    for (const sentAt of [undefined, null, "soon", {}]) {
      expect(occurred({ timestamp: "2012-12-02T00:30:08.276Z", sentAt })).toBe("2012-12-02T00:30:08.276Z");
    }
  });

  it("goes by the original time, where both are said", () => {
    const said = { originalTimestamp: "2026-11-23T08:00:00Z", timestamp: "2026-11-23T11:00:00Z" };
    expect(occurred({ ...said, sentAt: "2026-11-23T08:00:10Z" })).toBe("2026-11-23T11:59:50.000Z");
    expect(occurred({ ...said, originalTimestamp: null })).toBe("2026-11-23T11:00:00.000Z");
  });

  it("keeps the past where it was, however long it is on its way", () => {
    expect(occurred({ timestamp: "2012-12-02T00:30:08.276Z", sentAt: "2026-11-23T12:00:00Z" })).toBe(
      "2012-12-02T00:30:08.276Z",
    );
  });

  it("is never after it came, and never before 1970", () => {
    expect(occurred({ timestamp: "2030-01-01T00:00:00Z" })).toBe("2026-11-23T12:00:00.000Z");
    expect(occurred({ timestamp: "2026-11-23T12:00:00Z", sentAt: "2026-11-23T09:00:00Z" })).toBe(
      "2026-11-23T12:00:00.000Z",
    );
    expect(occurred({ timestamp: "1970-01-01T00:00:00Z", sentAt: "9999-12-31T00:00:00Z" })).toBe(
      "1970-01-01T00:00:00.000Z",
    );
  });

  it("is none if what is said is none", () => {
    for (const timestamp of ["yesterday", "1969-01-01T00:00:00Z", {}, true, -5]) {
      expect(occurred({ timestamp })).toBeUndefined();
    }
  });
});
