import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import type { Device } from "#shared/domain/device.ts";
import { departmentsFor } from "#shared/domain/jurisdiction.ts";
import type { Recipient } from "#shared/domain/recipient.ts";
import type { Site } from "#shared/domain/site.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Validity } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";

/** A village and who is told, as a file gives them or the tables hold them. */
export interface ProvisionedVillage {
  readonly village: Omit<Village, "maintenance">;
  readonly recipients: readonly Recipient[];
}

/** Values by the words that people would find them under; two of them compare field by field. */
export interface Fields {
  readonly [name: string]: unknown;
}

/** Every field of a village under a name of its own: lists become names, times are Hong Kong's, and the departments are those that act. */
export const fieldsOf = ({ village, recipients }: ProvisionedVillage): Fields => {
  const { villageId: _, name, boundary, sites, devices, ...rest } = village;
  return {
    name,
    ...rest,
    ...drawn("boundary", boundary),
    ...Object.fromEntries(sites.map((site) => [`site ${site.siteId}`, siteFields(site)])),
    ...Object.fromEntries(devices.map((device) => [`device ${device.devEui}`, deviceFields(device)])),
    ...Object.fromEntries(
      recipients.map((recipient) => [`recipient ${recipient.recipientId}`, recipientFields(recipient)]),
    ),
  };
};

/** A position or an outline is one value: nobody reads its numbers one by one. */
const drawn = (name: string, geometry: unknown): Fields =>
  geometry === undefined ? {} : { [name]: JSON.stringify(geometry) };

const siteFields = ({ siteId: _, position, geometry, hazards, jurisdiction, ...rest }: Site): Fields => ({
  ...rest,
  ...drawn("position", position),
  ...drawn("geometry", geometry),
  ...Object.fromEntries(
    hazards.map(({ hazard, ...entry }) => [
      `${hazard} ${since(entry)}`,
      { ...until(entry), ...entry.settings },
    ]),
  ),
  ...Object.fromEntries(
    [...new Set(hazards.map(({ hazard }) => hazard))].map((hazard) => [
      `${hazard} is for`,
      departmentsFor({ jurisdiction }, hazard).join(" and "),
    ]),
  ),
});

const deviceFields = ({ devEui: _, assignments, ...rest }: Device): Fields => ({
  ...rest,
  ...Object.fromEntries(
    assignments.map(({ validFrom, validTo, siteId, ...entry }) => [
      since({ validFrom }),
      { "stands at": siteId, ...until({ validFrom, validTo }), ...entry },
    ]),
  ),
});

const recipientFields = ({
  recipientId: _,
  addresses: { sink, ...address },
  consentedAt,
  ...rest
}: Recipient): Fields => ({
  ...rest,
  ...(sink === undefined ? {} : { sink }),
  ...(Object.keys(address).length === 0 ? {} : { address }),
  ...(consentedAt === undefined ? {} : { consented: local(consentedAt) }),
});

const since = ({ validFrom }: Validity): string => `from ${local(validFrom)}`;

const until = ({ validTo }: Validity): Fields => (validTo === undefined ? {} : { until: local(validTo) });

const local = (instant: EpochMs): string => hongKongTime(instant, "yyyy-MM-dd HH:mm:ss");
