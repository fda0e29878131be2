import type { Village } from "#shared/domain/village.ts";

const DEVICES_PER_VILLAGE = 10;

/** Villages of ten drains, each with a gauge of its own, that together have so many devices. */
export const stormVillages = (devices: number): readonly Village[] =>
  Array.from({ length: Math.ceil(devices / DEVICES_PER_VILLAGE) }, (_, village) => {
    const places = Array.from(
      { length: Math.min(DEVICES_PER_VILLAGE, devices - village * DEVICES_PER_VILLAGE) },
      (__, place) => village * DEVICES_PER_VILLAGE + place,
    );
    return {
      villageId: `village-${village}`,
      name: { "zh-HK": `第${village}村`, en: `Village ${village}` },
      telephone: "+12025550140",
      sites: places.map((number) => ({
        siteId: `drain-${number}`,
        name: { "zh-HK": `${number}號渠`, en: `Drain ${number}` },
        position: [114.1468, 22.4689],
        hazards: [{ hazard: "flood", settings: { reference: "drain", drainDepthM: 2 }, validFrom: 0 }],
      })),
      devices: places.map((number) => ({
        devEui: `020000fffe${number.toString(16).padStart(6, "0")}`,
        profileId: "milesight/em500-udl",
        reportIntervalS: 60,
        assignments: [{ siteId: `drain-${number}`, sensorHeightM: 3.2, validFrom: 0 }],
      })),
    };
  });
