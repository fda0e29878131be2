import type { Language } from "#shared/domain/language.ts";
import { ROLES } from "#shared/domain/recipient.ts";
import { type VillageFile, villageFileSchema } from "#shared/domain/village.ts";
import { type FileFault, inQuotes, readYaml } from "../placed-yaml.ts";
import { plainIssue } from "../plain-issue.ts";
import { fileComplaints } from "../provisioning/file-complaints.ts";
import { parseVillageFile } from "../village-file.ts";

/** Of a sensor that no file names. */
export const INVENTED_DEVICE = "020000fffe00bac0";
/** What only the recording can say: how often it reports. */
const NOT_SAID_S = 600;
const ALWAYS = "1970-01-01T00:00:00Z";
/** Of everybody whom no file names: nothing is sent. */
const TELEPHONE = "+12025550100";
const LAM_TSUEN = [114.147, 22.469];

export interface SiteFile {
  readonly village: VillageFile;
  /** Nobody is named in the file: one recipient of each role stands for those who would be told. */
  readonly inventedRecipients: boolean;
  /** The file names no sensor: whichever the recording names stand at its site. */
  readonly inventedSensor?: true;
  /** The file says how often its sensors report; if not, the recording does. */
  readonly paceSaid: boolean;
}

/**
 * Reads whose alarms a back-test is about: a village's file, or one site by itself (`hazards`, and `sensorHeightM` where it matters), to
 * which is added what a back-test does not need to know.
 */
export const parseSiteFile = (text: string): SiteFile | { readonly faults: readonly FileFault[] } => {
  const read = readYaml(text);
  if ("faults" in read) return read;
  const { value, placed } = read;
  if (!isRecord(value))
    return { faults: ["the file: a site with its hazards is expected, or a village's file"] };
  if ("sites" in value) {
    const village = parseVillageFile(text);
    return "faults" in village
      ? village
      : { village: village.village, inventedRecipients: false, paceSaid: true };
  }
  const checked = villageFileSchema.safeParse(villageOf(value), { error: inQuotes });
  const complaints = checked.success
    ? fileComplaints(checked.data)
    : checked.error.issues.map((issue) => ({ path: issue.path, message: plainIssue(issue) }));
  if (!checked.success || complaints.length > 0) {
    return {
      faults: complaints.map(({ path, message }) => placed({ path: inSiteFile(path, value), message })),
    };
  }
  return {
    village: checked.data,
    inventedRecipients: !("recipients" in value),
    ...("devices" in value ? {} : { inventedSensor: true }),
    paceSaid: listOf(value.devices).some((device) => isRecord(device) && "reportIntervalS" in device),
  };
};

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A site and its sensors as the village's file of which they would be the only ones. */
const villageOf = ({ sensorHeightM, devices, recipients, telephone, ...site }: Fields): Fields => {
  const { siteId = "site", name = "site", hazards } = site;
  const names = typeof name === "string" ? { "zh-HK": name, en: name } : name;
  const given = Array.isArray(devices) ? devices : [{}];
  return {
    villageId: "back-test",
    name: names,
    telephone: telephone ?? TELEPHONE,
    sites: [
      {
        position: LAM_TSUEN,
        ...site,
        siteId,
        name: names,
        hazards: Array.isArray(hazards) ? hazards.map(always) : hazards,
      },
    ],
    devices: given.map((device) => (isRecord(device) ? standing(device, siteId, sensorHeightM) : device)),
    recipients: recipients ?? inventedRecipients,
  };
};

const always = (entry: unknown): unknown => (isRecord(entry) ? { validFrom: ALWAYS, ...entry } : entry);

const standing = (
  { sensorHeightM: own, assignments, ...device }: Fields,
  siteId: unknown,
  heightM: unknown,
): Fields => {
  const height = own ?? heightM;
  const here = { siteId, ...(height === undefined ? {} : { sensorHeightM: height }) };
  return {
    devEui: INVENTED_DEVICE,
    profileId: "generic/opaque",
    reportIntervalS: NOT_SAID_S,
    ...device,
    assignments: assignments === undefined ? [always(here)] : listOf(assignments).map(always),
  };
};

/** Where a complaint about the village stands in the site's own file. */
const inSiteFile = (path: readonly PropertyKey[], { devices }: Fields): readonly PropertyKey[] => {
  const [first, , ...rest] = path;
  if (first === "sites") return rest;
  if (first !== "devices") return path;
  const field = rest[0] === "assignments" ? rest.slice(2) : rest;
  return Array.isArray(devices) && rest[0] !== "assignments" ? path : field;
};

const inventedRecipients = ROLES.filter((role) => role !== "maintenance").flatMap((role) => {
  const languages: readonly Language[] = role === "subscriber" ? ["zh-HK", "en"] : ["zh-HK"];
  return languages.map((language) => ({
    recipientId: `${role.replaceAll("_", "-")}${language === "en" ? "-en" : ""}`,
    role,
    language,
    addresses: { sms: TELEPHONE, ...(role === "subscriber" ? {} : { email: "desk@example.hk" }) },
    ...(role === "subscriber" ? { consentedAt: ALWAYS } : {}),
  }));
});
