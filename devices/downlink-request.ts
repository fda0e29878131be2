import type { DownlinkRequest } from "#shared/domain/downlink.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { validAt } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";
import { findProfile } from "./registry.ts";

export interface WantedInterval {
  readonly village: Pick<Village, "villageId">;
  readonly device: Village["devices"][number];
  readonly reportIntervalS: number;
  readonly downlinkId: string;
  readonly requestedAt: EpochMs;
  readonly requestedBy: string;
  readonly reason?: string;
  /** For how long it makes sense to send it, ms. */
  readonly validForMs: number;
  readonly exercise?: ExerciseClock | undefined;
}

/** The downlink that asks a device to report every so often; or one sentence that says why there is none. */
export const downlinkRequest = (
  wanted: WantedInterval,
): { readonly request: DownlinkRequest } | { readonly error: string } => {
  const { village, device, reportIntervalS, requestedAt, reason, exercise } = wanted;
  const { devEui, profileId, downlink: address } = device;
  if (address === undefined) {
    return { error: `${devEui} has no downlink address: its village's file says no network server for it` };
  }
  const profile = findProfile(profileId);
  if (profile === undefined) return { error: `no model is called ${profileId}` };
  if (profile.encodeDownlink === undefined) {
    return { error: `${profileId} has no documented command that sets the interval` };
  }
  const encoded = profile.encodeDownlink({ reportIntervalS });
  if ("error" in encoded) return { error: `interval: ${encoded.error}` };
  const siteId = validAt(device.assignments, requestedAt)?.siteId;
  return {
    request: {
      downlinkId: wanted.downlinkId,
      devEui,
      villageId: village.villageId,
      ...(siteId === undefined ? {} : { siteId }),
      command: { reportIntervalS },
      usualIntervalS: device.reportIntervalS,
      address,
      fPort: encoded.fPort,
      payloadHex: hexOf(encoded.bytes),
      requestedAt,
      requestedBy: wanted.requestedBy,
      ...(reason === undefined ? {} : { reason }),
      expiresAt: requestedAt + wanted.validForMs,
      ...(exercise === undefined ? {} : { exercise }),
    },
  };
};

const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
