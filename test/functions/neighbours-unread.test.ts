import { describe, expect, it } from "vitest";
import { takeIntoSite } from "#functions/ingest-uplinks/take-into-site.ts";
import { memoryDeviceEvents } from "#shared/adapters/memory/device-events.ts";
import { memoryHistory } from "#shared/adapters/memory/history.ts";
import { memorySiteStates } from "#shared/adapters/memory/site-state.ts";
import { memoryVillageWeather } from "#shared/adapters/memory/village-weather.ts";
import type { Village } from "#shared/domain/village.ts";
import { evaluateSite } from "#shared/rules/evaluate.ts";
import {
  afterDays,
  CALM,
  every,
  feed,
  hillside,
  report,
  SMOKE,
  START,
} from "../shared/rules/hill-fire/hillside.ts";

const context = hillside({ hill: "tai-mo-shan" });
const { siteId } = context.site;
const village: Village = {
  villageId: "chuen-lung",
  name: { "zh-HK": "川龍", en: "Chuen Lung" },
  telephone: "+12025550100",
  sites: [context.site, { ...context.site, siteId: "ridge" }],
  devices: [...context.devices],
};

describe("a site whose neighbour cannot be read", () => {
  it("has its own smoke judged all the same", async () => {
    const states = memorySiteStates();
    const place = { villageId: "chuen-lung", siteId };
    const calm = feed(every(0, 60, CALM), context, afterDays(16, context));
    await states.write(calm, undefined, START);
    const stores = {
      clock: { now: () => START },
      states: {
        ...states,
        read: (asked: typeof place, how: { consistent: boolean }) =>
          asked.siteId === siteId
            ? states.read(asked, how)
            : Promise.reject(new Error("schema version 9; this code reads versions 1 and 2")),
      },
      history: memoryHistory(),
      deviceEvents: memoryDeviceEvents(),
      weather: memoryVillageWeather(),
    };
    await takeIntoSite({ village, siteId, arrivals: [report(65, SMOKE)] }, stores);
    const state = await states.read(place, { consistent: true });
    if (state === undefined) throw new Error("nothing was written");
    expect(evaluateSite(state, context, state.newest?.observedAt ?? 0)[0]?.level).toBe("advisory");
  });
});
