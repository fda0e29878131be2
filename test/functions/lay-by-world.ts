import { memoryAlertArchive } from "#shared/adapters/memory/alert-archive.ts";
import { memoryAlertBus } from "#shared/adapters/memory/alert-bus.ts";
import { memoryAnnouncements } from "#shared/adapters/memory/announced.ts";
import { memoryCases } from "#shared/adapters/memory/cases.ts";
import { memoryDeviceEvents } from "#shared/adapters/memory/device-events.ts";
import { memoryHistory } from "#shared/adapters/memory/history.ts";
import { memoryNotificationQueue } from "#shared/adapters/memory/notification-queue.ts";
import { memoryRecipients } from "#shared/adapters/memory/recipients.ts";
import { memoryRegistry } from "#shared/adapters/memory/registry.ts";
import { memorySiteStates } from "#shared/adapters/memory/site-state.ts";
import { memoryVillageWeather } from "#shared/adapters/memory/village-weather.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { Recipient, Role } from "#shared/domain/recipient.ts";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import type { PlacedFrame } from "#shared/rules/hazard-rule.ts";
import { GROUND, PARKING, START } from "../shared/rules/illegal-dumping/lay-by.ts";

export const village: Village = {
  villageId: "lam-tsuen",
  name: { "zh-HK": "林村", en: "Lam Tsuen" },
  telephone: "+12025550100",
  sites: [
    {
      siteId: "lay-by",
      name: { "zh-HK": "避車處", en: "Lay-by" },
      position: [114.12, 22.44],
      jurisdiction: { illegal_dumping: ["agriculture_fisheries_conservation", "environmental_protection"] },
      hazards: [{ hazard: "illegal_dumping", settings: {}, validFrom: 0 }],
    },
  ],
  devices: [
    {
      devEui: PARKING,
      profileId: "pni/placepod",
      reportIntervalS: 86_400,
      assignments: [{ siteId: "lay-by", validFrom: 0 }],
    },
    {
      devEui: GROUND,
      profileId: "milesight/em310-udl",
      reportIntervalS: 600,
      assignments: [{ siteId: "lay-by", sensorHeightM: 3.5, validFrom: 0 }],
    },
  ],
};
export const place = { villageId: "lam-tsuen", siteId: "lay-by" };

const desk = (recipientId: string, role: Role): Recipient => ({
  recipientId,
  role,
  language: "en",
  addresses: { sms: "+12025550123" },
});

/** All stores in memory, and a clock that a story sets. */
export const world = () => {
  const time = { wall: START };
  const services = {
    clock: { now: () => time.wall },
    registry: memoryRegistry([village]),
    states: memorySiteStates(),
    weather: memoryVillageWeather(),
    history: memoryHistory(),
    deviceEvents: memoryDeviceEvents(),
    announcements: memoryAnnouncements(),
    archive: memoryAlertArchive(),
    cases: memoryCases(),
    queue: memoryNotificationQueue(),
    bus: memoryAlertBus(),
    addressees: memoryRecipients({
      "lam-tsuen": [
        desk("epd", "environmental_protection"),
        desk("office", "village_office"),
        { ...desk("chan", "subscriber"), consentedAt: START - DAY_MS },
      ],
    }),
    sender: "village-watch.example.hk",
    boardUrl: "https://board.example.hk/",
  };
  return { time, services };
};

export const arrivalOf = ({ devEui, observedAt, values }: PlacedFrame) => ({
  devEui,
  identity: `${devEui}|${observedAt}|${JSON.stringify(values)}`,
  fCnt: Math.round((observedAt - START) / MINUTE_MS) + 100,
  observedAt,
  receivedAt: observedAt + 500,
  measurements: Object.entries(values).map(([quantity, value]) => ({
    quantity: quantity as Quantity,
    value,
  })),
});
