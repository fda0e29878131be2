import type { Message } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { memoryDeviceEvents } from "#shared/adapters/memory/device-events.ts";
import { memoryHistory } from "#shared/adapters/memory/history.ts";
import { memoryQuarantine } from "#shared/adapters/memory/quarantine.ts";
import { memoryRegistry } from "#shared/adapters/memory/registry.ts";
import { memorySiteStates } from "#shared/adapters/memory/site-state.ts";
import { memoryVillageWeather } from "#shared/adapters/memory/village-weather.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { pilot } from "./pilot-village.ts";

/** Half past nine in the evening in Hong Kong. */
export const EVENING: EpochMs = Date.UTC(2026, 8, 8, 13, 30);

/** Everything that ingest-uplinks needs, in memory, with a clock that is set by hand. */
export const ingestServices = () => {
  const time = { wall: EVENING };
  return {
    time,
    clock: { now: () => time.wall },
    registry: memoryRegistry([pilot.village]),
    weather: memoryVillageWeather(),
    states: memorySiteStates(),
    history: memoryHistory(),
    quarantine: memoryQuarantine(),
    deviceEvents: memoryDeviceEvents(),
  };
};

export const messages = (...bodies: readonly string[]): readonly Message[] =>
  bodies.map((body, index) => ({ messageId: `message-${index}`, body, sentAt: EVENING }));

export const minutes = (count: number): EpochMs => EVENING - 30 * MINUTE_MS + count * MINUTE_MS;
