import { memoryAlertArchive } from "#shared/adapters/memory/alert-archive.ts";
import { memoryAlertBus } from "#shared/adapters/memory/alert-bus.ts";
import { memoryAnnouncements } from "#shared/adapters/memory/announced.ts";
import { memoryCases } from "#shared/adapters/memory/cases.ts";
import { memoryNotificationQueue } from "#shared/adapters/memory/notification-queue.ts";
import { memoryRecipients } from "#shared/adapters/memory/recipients.ts";
import type { ingestServices } from "./ingest-services.ts";
import { pilot } from "./pilot-village.ts";

/** Everything that plan-alerts needs, in memory, over the same states as ingest-uplinks. */
export const planServices = ({ clock, registry, states, weather }: ReturnType<typeof ingestServices>) => ({
  clock,
  registry,
  weather,
  states,
  announcements: memoryAnnouncements(),
  archive: memoryAlertArchive(),
  cases: memoryCases(),
  queue: memoryNotificationQueue(),
  bus: memoryAlertBus(),
  addressees: memoryRecipients({ "lam-tsuen": pilot.recipients }),
  sender: "village-watch.example.hk",
  boardUrl: "https://board.example.hk/index.html",
});

export const bridgePlace = { villageId: "lam-tsuen", siteId: "wai-tau-bridge" } as const;
