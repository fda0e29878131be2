import { profiles } from "#devices/registry.ts";
import type { DeviceProfile } from "../lib/device-profile.ts";

/** A model of the catalogue by its id (`milesight/em500-udl`), the end of it (`em500-udl`), or what only its name says (`maxbotix`). */
export const findModel = (text: string): DeviceProfile | { readonly error: string } => {
  const wanted = text.toLowerCase();
  const byId = profiles.filter(({ id }) => id === wanted || id.endsWith(`/${wanted}`));
  const found = byId.length > 0 ? byId : profiles.filter((profile) => isAbout(profile, wanted));
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  return {
    error:
      another === undefined
        ? `"${text}" is no model of the catalogue; \`village profiles\` lists them`
        : `"${text}" is more than one model: ${found.map(({ id }) => id).join(", ")}`,
  };
};

const isAbout = ({ name, vendor, model }: DeviceProfile, wanted: string): boolean =>
  wanted !== "" && `${vendor} ${model} ${name}`.toLowerCase().includes(wanted);
