import { IoTWirelessClient } from "@aws-sdk/client-iot-wireless";
import type { Device } from "#shared/domain/device.ts";
import { findOutputs } from "./aws/deployment.ts";
import type { NamedEndpoint } from "./aws/endpoint.ts";
import { failed, type Outcome } from "./outcome.ts";
import { readText } from "./read-text.ts";
import { createWirelessDevices } from "./wireless/create-wireless-devices.ts";
import { parseKeysFile } from "./wireless/keys-file.ts";

export interface WirelessOrder {
  readonly stage: string;
  /** The file of the devices' keys. */
  readonly keys?: string | undefined;
  readonly dryRun: boolean;
}

/** Creates a village's devices at AWS IoT Wireless, in the region where the stack Lorawan stands. */
export const provisionWireless = async (
  devices: readonly Device[],
  endpoint: NamedEndpoint,
  { stage, keys: path, dryRun }: WirelessOrder,
): Promise<Outcome> => {
  const read = path === undefined ? { text: "[]" } : await readText(path);
  if ("error" in read) return failed(read.error);
  const parsed = parseKeysFile(read.text);
  if ("faults" in parsed) return failed(...parsed.faults.map((fault) => `${path}: ${fault}`));
  const home = await findOutputs(endpoint, stage, ["LorawanRegion"]);
  if ("error" in home) {
    return failed(
      `--wireless: the stack Lorawan of stage ${stage} does not stand at ${endpoint.name}, so nothing was done at AWS IoT Wireless. It is deployed where the stage's networkServers have awsIotWireless, and never to an emulator.`,
    );
  }
  const client = { ...endpoint.client, region: home.LorawanRegion };
  const profiles = await findOutputs({ ...endpoint, client }, stage, [
    "DestinationName",
    "DeviceProfileId",
    "ServiceProfileId",
  ]);
  if ("error" in profiles) return failed(profiles.error);
  return createWirelessDevices(devices, {
    client: new IoTWirelessClient(client),
    profiles,
    keys: parsed.keys,
    dryRun,
  });
};
