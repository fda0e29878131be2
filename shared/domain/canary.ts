/**
 * The village that nobody lives in, so that the whole chain can be tried every few minutes without touching a real one: one
 * virtual gauge, one recipient in the channel `sink`. Its file is `cdk/config/canary.yaml`.
 */
export const CANARY = { villageId: "canary", devEui: "020000fffeca0001" } as const;
