import type { Command } from "commander";
import { findProfile, profiles } from "#devices/registry.ts";
import type { Measurement } from "#shared/domain/observation.ts";
import { QUANTITIES } from "#shared/domain/quantity.ts";
import { failed, type Outcome } from "./outcome.ts";

interface Options {
  readonly profile: string;
  readonly port?: string;
  readonly hex: string;
}

const MOST_PORT = 255;

/** Decodes one frame; prints JSON. A frame that cannot be read to its end is printed as far as it was read, and fails. */
export const decode = ({ profile: id, port, hex }: Options): Outcome => {
  const profile = findProfile(id);
  if (profile === undefined) {
    return failed(
      `--profile: no model is called "${id}"; known: ${profiles.map((one) => one.id).join(", ")}`,
    );
  }
  const fPort = port === undefined ? profile.defaultFPort : Number(port);
  if (!Number.isInteger(fPort) || fPort < 0 || fPort > MOST_PORT) {
    return failed(`--port: "${port}" is no LoRaWAN port, 0 to ${MOST_PORT}`);
  }
  const digits = hex.replace(/^0x/i, "").replace(/[\s:-]/g, "");
  const wrong = /[^0-9a-f]/i.exec(digits);
  if (wrong !== null)
    return failed(`--hex: "${wrong[0]}" at digit ${wrong.index + 1} is no hexadecimal digit`);
  if (digits.length % 2 === 1) return failed(`--hex: ${digits.length} digits make no whole bytes`);
  const decoded = profile.decodeUplink(Buffer.from(digits, "hex"), fPort);
  const measurements = decoded.measurements.map(forReaders);
  const json = JSON.stringify({ profile: id, fPort, ...decoded, measurements }, null, 2);
  return { lines: [json], troubles: decoded.errors.map((error) => `not read to its end: ${error}`) };
};

/** With its unit, and for a reading out of the device's memory its time as ISO 8601 in UTC. */
const forReaders = ({ quantity, value, measuredAt }: Measurement) => ({
  quantity,
  unit: QUANTITIES[quantity].unit,
  value,
  ...(measuredAt !== undefined && { measuredAt: new Date(measuredAt).toISOString() }),
});

export const addDecode = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("decode")
    .description("show what a sensor's frame says, as JSON: quantities, units (UCUM), values")
    .requiredOption("--profile <vendor/model>", "the sensor's model, as `profiles` lists it")
    .requiredOption("--hex <bytes>", "the payload in hexadecimal, like 01756403821e00")
    .option("--port <number>", "the LoRaWAN port it came on (default: the model's usual one)")
    .action((options: Options) => finish(decode(options)));
};
