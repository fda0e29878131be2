import loraPacket from "lora-packet";

/** The library of the same name: its types promise the functions under `default`, its JavaScript has them at the top. */
export const lora = loraPacket as unknown as (typeof loraPacket)["default"];
