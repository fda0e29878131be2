import { awsIotCoreForLoRaWan } from "./aws-iot-core-for-lorawan.ts";
import type { NetworkServer, ParsedUplink } from "./network-server.ts";

/** Every network server that is understood: a further one is a file here and a line. */
export const networkServers: readonly NetworkServer[] = [awsIotCoreForLoRaWan];

/** Reads an uplink of any network server, told by the document's shape. */
export const parseUplink = (document: unknown): ParsedUplink => {
  const server = networkServers.find((candidate) => candidate.recognises(document));
  return (
    server?.parse(document) ?? {
      error: `no uplink of a known network server (${networkServers.map(({ name }) => name).join(", ")})`,
    }
  );
};
