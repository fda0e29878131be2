import {
  CreateWirelessDeviceCommand,
  GetWirelessDeviceCommand,
  type GetWirelessDeviceCommandOutput,
  type IoTWirelessClient,
  ResourceNotFoundException,
  UpdateWirelessDeviceCommand,
} from "@aws-sdk/client-iot-wireless";
import type { Device } from "#shared/domain/device.ts";
import { done, type Outcome } from "../outcome.ts";
import type { JoinKeys } from "./keys-file.ts";

/** What the stack Lorawan made for all devices. */
export interface WirelessProfiles {
  readonly DestinationName: string;
  readonly DeviceProfileId: string;
  readonly ServiceProfileId: string;
}

export interface WirelessOptions {
  readonly client: IoTWirelessClient;
  readonly profiles: WirelessProfiles;
  readonly keys: ReadonlyMap<string, JoinKeys>;
  /** Says what would be done, and does nothing. */
  readonly dryRun: boolean;
}

/**
 * Makes AWS IoT Wireless know the devices that the village's file has there, each once by its DevEUI: one that is missing is created
 * with its keys, one that points elsewhere is pointed to our Destination and profiles, any other is left alone. Keys cannot be read
 * back or changed there, so those of a device that exists are not looked at. The ids are printed: they may stand in the village's file as
 * `downlink.wirelessDeviceId`, which saves asking for them at the first downlink.
 */
export const createWirelessDevices = async (
  devices: readonly Device[],
  options: WirelessOptions,
): Promise<Outcome> => {
  const lines: string[] = [];
  const troubles: string[] = [];
  for (const { devEui, downlink } of devices) {
    if (downlink?.via !== "aws-iot-wireless") continue;
    const made = await bringInLine(devEui, options);
    if ("error" in made) troubles.push(`${devEui}: ${made.error}`);
    else lines.push(`${devEui}: ${made.said}`);
  }
  if (lines.length + troubles.length === 0) return done("No device of this village is at AWS IoT Wireless.");
  return { lines, troubles };
};

type Made = { readonly said: string } | { readonly error: string };

const bringInLine = async (devEui: string, options: WirelessOptions): Promise<Made> => {
  const held = await find(devEui, options.client);
  if (held === undefined) return create(devEui, options);
  return isInLine(held, options.profiles) ? { said: `is there as ${held.Id}` } : update(held, options);
};

const find = async (
  devEui: string,
  client: IoTWirelessClient,
): Promise<GetWirelessDeviceCommandOutput | undefined> => {
  try {
    return await client.send(new GetWirelessDeviceCommand({ Identifier: devEui, IdentifierType: "DevEui" }));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

const isInLine = ({ DestinationName, LoRaWAN }: GetWirelessDeviceCommandOutput, wanted: WirelessProfiles) =>
  DestinationName === wanted.DestinationName &&
  LoRaWAN?.DeviceProfileId === wanted.DeviceProfileId &&
  LoRaWAN.ServiceProfileId === wanted.ServiceProfileId;

const create = async (devEui: string, { client, profiles, keys, dryRun }: WirelessOptions): Promise<Made> => {
  const own = keys.get(devEui);
  if (own === undefined) return { error: "is not there yet, and the file of --keys has no keys for it" };
  if (dryRun) return { said: "would be created" };
  const { DestinationName, DeviceProfileId, ServiceProfileId } = profiles;
  try {
    const { Id = "" } = await client.send(
      new CreateWirelessDeviceCommand({
        Type: "LoRaWAN",
        Name: devEui,
        DestinationName,
        LoRaWAN: {
          DevEui: devEui,
          DeviceProfileId,
          ServiceProfileId,
          OtaaV1_0_x: { AppKey: own.appKey, JoinEui: own.joinEui },
        },
      }),
    );
    return { said: `created as ${Id}` };
  } catch (error) {
    // AWS repeats in its words what it refuses: a key must not come out this way.
    if (!(error instanceof Error) || !("$fault" in error)) throw error;
    return { error: `was not created: ${error.name}: ${withoutKeys(error.message, own)}` };
  }
};

const withoutKeys = (words: string, { appKey }: JoinKeys): string =>
  words.replaceAll(new RegExp(appKey, "gi"), "(key)");

const update = async (
  { Id }: GetWirelessDeviceCommandOutput,
  { client, profiles, dryRun }: WirelessOptions,
): Promise<Made> => {
  if (dryRun) return { said: `is there as ${Id}, and would be pointed to our destination and profiles` };
  const { DestinationName, DeviceProfileId, ServiceProfileId } = profiles;
  await client.send(
    new UpdateWirelessDeviceCommand({
      Id,
      DestinationName,
      LoRaWAN: { DeviceProfileId, ServiceProfileId },
    }),
  );
  return { said: `is there as ${Id}, now pointed to our destination and profiles` };
};
