import { InvalidArgumentError } from "commander";
import { devEuiSchema } from "#shared/domain/uplink.ts";

/** A DevEUI as an argument of a command. */
export const devEuiArgument = (text: string): string => {
  const parsed = devEuiSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError("A DevEUI is 16 hexadecimal digits.");
};
