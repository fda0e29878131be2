import { QUANTITIES } from "#shared/domain/quantity.ts";
import { AS923_MOST_PAYLOAD_BYTES, lowestDataRate } from "./lib/as923.ts";
import type { DeviceProfile } from "./lib/device-profile.ts";

/** The command that writes the page anew. */
export const WRITE_CATALOGUE = "node devices/write-catalogue.ts";

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;

const interval = (seconds: number): string => {
  if (seconds % HOUR_S === 0) return `${seconds / HOUR_S} h`;
  return seconds % MINUTE_S === 0 ? `${seconds / MINUTE_S} min` : `${seconds} s`;
};

/** A pure number, a count or a code has the unit 1, which says nothing to a reader. */
const quantityAndUnit = (quantity: DeviceProfile["quantities"][number]): string => {
  const { unit } = QUANTITIES[quantity];
  return unit === "1" ? quantity : `${quantity} (${unit})`;
};

const row = (profile: DeviceProfile): string => {
  const { id, vendor, model, name, hazards, quantities, heartbeatS, reportBytes } = profile;
  const rate = lowestDataRate(reportBytes);
  const cells = [
    `**${vendor} ${model}**<br>${name}<br>\`${id}\``,
    hazards.join(", "),
    quantities.map(quantityAndUnit).join(", "),
    interval(heartbeatS),
    `${reportBytes} B`,
    rate === undefined ? "none: several frames" : `DR${rate}`,
    profile.encodeDownlink === undefined ? "no" : "yes",
  ];
  return `| ${cells.join(" | ")} |`;
};

const limits = Object.entries(AS923_MOST_PAYLOAD_BYTES)
  .map(([rate, bytes]) => `${bytes} B at DR${rate}`)
  .join(", ");

/** The catalogue as a page for people (Markdown): one row a model, sorted by id. */
export const cataloguePage = (profiles: readonly DeviceProfile[]): string =>
  `# Sensors that are understood

Written by \`${WRITE_CATALOGUE}\` from the profiles in this folder; a test says when it is behind. \`village profiles\` tells the same.

* **Heartbeat**: how often the model reports as delivered. Many can be told otherwise: **downlink** says whether we can set it by radio.
* **Report**: its ordinary report at its longest.
* **Lowest data rate**: the slowest, farthest-reaching one that carries the report in one frame under AS923-1 with a dwell time of 400 ms
  (application payload at most ${limits}: LoRaWAN RP002-1.0.5, Table 73).
* Units are UCUM; a quantity without one is a count, a code or yes and no.

| model | hazards | quantities | heartbeat | report | lowest data rate | downlink |
|---|---|---|---|---|---|---|
${[...profiles]
  .sort((one, other) => one.id.localeCompare(other.id))
  .map(row)
  .join("\n")}
`;
