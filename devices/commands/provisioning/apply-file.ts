import type { DeviceOwner, Registered } from "#shared/adapters/dynamodb/registration.ts";
import type { FileChange } from "#shared/adapters/dynamodb/registration-steps.ts";
import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import type { Village } from "#shared/domain/village.ts";
import { done, failed, type Outcome } from "../outcome.ts";
import type { ReadVillageFile } from "../village-file.ts";
import { maskedFile } from "./masked.ts";
import { nobodyToldWarnings } from "./nobody-told.ts";
import { type PlanAnewServices, planAnew } from "./plan-anew.ts";
import { type Allowed, type PlannedChange, planChange } from "./plan-change.ts";
import { raisedRemovals, removedSites } from "./removed-sites.ts";
import { hintToTry, type Standing } from "./try-thresholds.ts";

export interface Services extends PlanAnewServices {
  readonly registration: PlanAnewServices["registration"] & {
    readonly read: (villageId: string) => Promise<Registered>;
    readonly ownerOf: (devEui: string) => Promise<DeviceOwner | undefined>;
    readonly apply: (change: FileChange) => Promise<"written" | "conflict">;
  };
  readonly show: (lines: readonly string[]) => void;
  /** What the file's thresholds would have done on a recording; absent where none was given. */
  readonly tryOn?: ((standing: Standing) => Tried) | undefined;
  /** Whether the person agrees; `undefined` when there is nobody to ask. */
  readonly agree: (question: string) => Promise<boolean | undefined>;
}

type Tried = { readonly lines: readonly string[] } | { readonly errors: readonly string[] };

export interface ApplyOptions extends Allowed {
  readonly dryRun: boolean;
  readonly by: string;
  readonly reason?: string | undefined;
}

interface Seen {
  readonly registered: Registered;
  readonly plan: PlannedChange;
}

/** Makes the registry match a village's file: shows how it would change, asks, and applies it, or says what stands against it. */
export const applyFile = async (
  file: ReadVillageFile,
  options: ApplyOptions,
  services: Services,
): Promise<Outcome> => {
  const { villageId } = file.village;
  const { registered, plan } = await look(file, options, services);
  const warnings = nobodyToldWarnings(file.village, services.clock.now()).map((one) => `  ! ${one}`);
  if (plan.lines.length === 0) {
    const siteIds = file.village.sites.map(({ siteId }) => siteId);
    if (!options.dryRun) await planAnew({ ...registered, villageId, siteIds }, services);
    const standsLikeThis = `Nothing to change: ${villageId} is registered like this${versionNote(registered)}.`;
    return done(standsLikeThis, ...warnings);
  }
  services.show([`${villageId}${versionNote(registered)} would change:`, ...plan.lines, ...warnings]);
  if (plan.complaints.length > 0) {
    return failed(`${villageId} was not changed:`, ...plan.complaints.map((one) => `  ${file.placed(one)}`));
  }
  const tried = services.tryOn?.(registered) ?? { lines: hintToTry(registered, file.village) };
  if ("errors" in tried)
    return failed(`${villageId} was not changed:`, ...tried.errors.map((one) => `  ${one}`));
  if (tried.lines.length > 0) services.show(["", ...tried.lines]);
  if (options.dryRun) return done("Nothing was written: this was a dry run.");
  const agreed = await services.agree(`Apply this to ${villageId}?`);
  if (agreed === undefined) {
    return failed("Nothing was written: there is no terminal to ask at. Agree beforehand with --yes.");
  }
  if (!agreed) return failed("Nothing was written.");
  return write(file, options, { registered, plan }, services);
};

const versionNote = ({ version, by, at }: Registered): string =>
  version === 0 ? "" : `, version ${version} by ${by} of ${hongKongTime(at ?? 0, "yyyy-MM-dd HH:mm")}`;

const look = async (
  { village }: ReadVillageFile,
  options: ApplyOptions,
  { registration, states, clock }: Services,
): Promise<Seen> => {
  const registered = await registration.read(village.villageId);
  const known = new Set(registered.village?.devices.map(({ devEui }) => devEui));
  const owners = new Map<string, DeviceOwner>();
  for (const { devEui } of village.devices.filter((device) => !known.has(device.devEui))) {
    const owner = await registration.ownerOf(devEui);
    if (owner !== undefined) owners.set(devEui, owner);
  }
  const now = clock.now();
  const before = provisioned(registered.village);
  const seen = { village: before, recipients: registered.recipients, owners };
  const plan = planChange(seen, village, options, now);
  const warnings = await raisedRemovals(before, village, states, now);
  return { registered, plan: { ...plan, lines: [...plan.lines, ...warnings] } };
};

/** What the file is about: maintenance is not. */
const provisioned = (village: Village | undefined): Omit<Village, "maintenance"> | undefined => {
  if (village === undefined) return undefined;
  const { maintenance: _, ...rest } = village;
  return rest;
};

const write = async (
  file: ReadVillageFile,
  options: ApplyOptions,
  { registered, plan }: Seen,
  services: Services,
): Promise<Outcome> => {
  const { recipients, ...village } = file.village;
  const { villageId } = village;
  const removed = removedSites(registered.village, village).map(({ siteId }) => siteId);
  const change = {
    village,
    seen: registered.version,
    text: maskedFile(file.text, recipients),
    by: options.by,
    at: services.clock.now(),
    reason: options.reason,
    devices: plan.devices,
    recipients: plan.recipients,
    replan: [...new Set([...registered.replan, ...plan.changedSites, ...removed])],
  };
  if ((await services.registration.apply(change)) === "conflict") {
    const now = await look(file, options, services);
    services.show([`${villageId}${versionNote(now.registered)} would change now:`, ...now.plan.lines]);
    return failed(
      `Nothing was written: somebody else changed ${villageId} meanwhile. Run this again to apply what is shown now.`,
    );
  }
  const version = registered.version + 1;
  const siteIds = village.sites.map(({ siteId }) => siteId);
  const judged = await planAnew({ villageId, version, replan: change.replan, siteIds }, services);
  return done(
    `${villageId} is registered, version ${version}: ${village.sites.length} sites, ${village.devices.length} devices, ${recipients.length} recipients.`,
    ...(judged === 0
      ? []
      : [`Judged anew within two minutes: ${judged} ${judged === 1 ? "site" : "sites"}.`]),
  );
};
