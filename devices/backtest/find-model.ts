import { profiles } from "#devices/registry.ts";
import type { DeviceProfile } from "../lib/device-profile.ts";

/** A model of the catalogue by its id (`milesight/em500-udl`), the end of it (`em500-udl`), or what only its name says (`maxbotix`). */
export const findModel = (text: string): DeviceProfile | { readonly error: string } => {
  const wanted = text.toLowerCase();
  const byId = profiles.filter(({ id }) => id === wanted || id.endsWith(`/${wanted}`));
  const found = byId.length > 0 ? byId : profiles.filter((profile) => isAbout(profile, wanted));
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  const possible = (another === undefined ? profiles : found).map(({ id }) => id).join(", ");
  return {
    error: `"${text}" is ${another === undefined ? "no model of the catalogue" : "more than one model"}: ${possible}`,
  };
};

const isAbout = ({ name, vendor, model }: DeviceProfile, wanted: string): boolean =>
  wanted !== "" && `${vendor} ${model} ${name}`.toLowerCase().includes(wanted);
