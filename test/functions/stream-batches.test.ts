import type { DynamoDBRecord } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { failedRecords as failedPlans, placesOf, throwFirst } from "#functions/plan-alerts/stream-batch.ts";
import { failedRecords as failedPublications } from "#functions/publish-status/stream-batch.ts";
import { siteStateKey } from "#shared/adapters/dynamodb/keys.ts";
import { packState } from "#shared/adapters/dynamodb/packed-state.ts";
import { writtenHealth, writtenState } from "#shared/adapters/dynamodb/state-stream.ts";
import { newSiteState } from "#shared/rules/site-state.ts";

const exercise = { exerciseId: "drill-1", traceStart: 0, startedAt: 0, speed: 1 };
const bridge = newSiteState({ villageId: "lam-tsuen", siteId: "wai-tau-bridge" });
const road = newSiteState({ villageId: "lam-tsuen", siteId: "lam-kam-road" });
const drilled = newSiteState({ villageId: "lam-tsuen", siteId: "wai-tau-bridge", exercise });

/** As Lambda hands a write of the state table over. */
const record = (state: typeof bridge, sequence: string): DynamoDBRecord => {
  const { pk, sk } = siteStateKey({ ...state, exerciseId: state.exercise?.exerciseId });
  const Keys = { pk: { S: pk }, sk: { S: sk } };
  const body = { B: Buffer.from(packState(state)).toString("base64") };
  return { dynamodb: { SequenceNumber: sequence, Keys, NewImage: { ...Keys, version: { N: "7" }, body } } };
};
const records = [record(bridge, "1"), record(road, "2"), record(drilled, "3"), record(road, "4")];
const placeOf = (siteId: string, exerciseId?: string) => ({
  villageId: "lam-tsuen",
  siteId,
  ...(exerciseId === undefined ? {} : { exerciseId }),
});

describe("a batch of the state table's stream", () => {
  it("names each site once, an exercise's beside the live one", () => {
    expect(placesOf(records)).toEqual([
      placeOf("wai-tau-bridge"),
      placeOf("lam-kam-road"),
      placeOf("wai-tau-bridge", "drill-1"),
    ]);
  });

  it("carries the state that each write left", () => {
    expect(records.map(writtenState)).toEqual([
      { place: placeOf("wai-tau-bridge"), state: { ...bridge, version: 7 } },
      { place: placeOf("lam-kam-road"), state: { ...road, version: 7 } },
      { place: placeOf("wai-tau-bridge", "drill-1"), state: { ...drilled, version: 7 } },
      { place: placeOf("lam-kam-road"), state: { ...road, version: 7 } },
    ]);
  });

  it("says nothing of an exercise's state that has expired", () => {
    const { dynamodb } = record(drilled, "5");
    expect(writtenState({ eventName: "REMOVE", dynamodb: { Keys: dynamodb?.Keys } })).toBeUndefined();
  });

  it("passes over what is wrong at a site: that stands beside its state", () => {
    const Keys = { pk: { S: "VILLAGE#lam-tsuen" }, sk: { S: "HEALTH#wai-tau-bridge" } };
    const health = { dynamodb: { Keys, NewImage: { ...Keys, findings: { L: [] } }, SequenceNumber: "6" } };
    expect(writtenState(health)).toBeUndefined();
    expect(writtenHealth(health)).toEqual({ villageId: "lam-tsuen", siteId: "wai-tau-bridge", troubles: [] });
    const found = (kind: string) => ({ M: { kind: { S: kind }, since: { N: "7" }, limitMs: { N: "1" } } });
    const findings = { L: [found("moved"), found("link_loss"), found("silent_device")] };
    expect(writtenHealth({ dynamodb: { Keys, NewImage: { ...Keys, findings } } })?.troubles).toEqual([
      { kind: "silent_device", since: 7 },
      { kind: "moved", since: 7 },
    ]);
    expect(writtenHealth(records[0])).toBeUndefined();
    expect(placesOf([health])).toEqual([placeOf("wai-tau-bridge")]);
  });

  it("that is of no site's state is refused", () => {
    const Keys = { pk: { S: "VERSION" }, sk: { S: "VERSION" } };
    expect(() => placesOf([{ dynamodb: { Keys } }])).toThrow(
      "VERSION/VERSION is not the key of a site's state",
    );
  });

  it("comes again from the first record of a site that was not planned", () => {
    const planned = { place: placeOf("wai-tau-bridge"), hazards: [] };
    const trouble = { place: placeOf("lam-kam-road"), error: new Error("the bus is away") };
    expect(failedPlans(records, [planned])).toEqual([]);
    expect(failedPlans(records, [planned, trouble])).toEqual([{ itemIdentifier: "2" }]);
    expect(() => throwFirst([planned])).not.toThrow();
    expect(() => throwFirst([planned, trouble])).toThrow("the bus is away");
  });

  it("comes again from the first record of a village whose board was not published", () => {
    const live = { villageId: "lam-tsuen", outcome: "published" } as const;
    const drill = { villageId: "lam-tsuen", exerciseId: "drill-1", outcome: { error: new Error("no") } };
    expect(failedPublications(records, [live])).toEqual([]);
    expect(failedPublications(records, [live, drill])).toEqual([{ itemIdentifier: "3" }]);
  });
});
