const MIC_BYTES = 4;
const JOIN_REQUEST_BYTES = 23;
/** Without and with the list of frequencies. */
const JOIN_ACCEPT_BYTES: readonly number[] = [17, 33];
const LEAST_DATA_BYTES = 12;
const BEFORE_FOPTS_BYTES = 8;
const FCTRL_AT = 5;
const FOPTS_LENGTH = 0x0f;
const REJOIN_BYTES: Readonly<Record<number, number>> = { 0: 19, 1: 24, 2: 19 };
const MAJOR = 0x03;

/** LoRaWAN's message types, by the upper three bits of a frame's first byte. */
export const FRAME_TYPES = [
  "join_request",
  "join_accept",
  "data_up",
  "data_down",
  "data_up",
  "data_down",
  "rejoin_request",
  "proprietary",
] as const;
export type FrameType = (typeof FRAME_TYPES)[number];

const TYPE_SHIFT = 5;
export const messageTypeOf = (phy: Buffer): number => (phy[0] ?? 0) >> TYPE_SHIFT;

const dataFault = (phy: Buffer): string | undefined => {
  if (phy.length < LEAST_DATA_BYTES) {
    return `a data frame of ${phy.length} bytes is too short: ${LEAST_DATA_BYTES} at least`;
  }
  const options = (phy[FCTRL_AT] ?? 0) & FOPTS_LENGTH;
  return BEFORE_FOPTS_BYTES + options + MIC_BYTES > phy.length
    ? `its options of ${options} bytes do not fit into a frame of ${phy.length} bytes`
    : undefined;
};

const sizeFault = (name: string, length: number, allowed: readonly number[]): string | undefined =>
  allowed.includes(length) ? undefined : `a ${name} has ${allowed.join(" or ")} bytes, this has ${length}`;

/** Why a frame is none of LoRaWAN 1.0 or 1.1, by its lengths alone; undefined when it may be one. */
export const frameFault = (phy: Buffer): string | undefined => {
  if (phy.length === 0) return "there is no byte";
  const type = FRAME_TYPES[messageTypeOf(phy)];
  if (type === "proprietary") return undefined;
  if (((phy[0] ?? 0) & MAJOR) !== 0) return "its major version is not LoRaWAN 1";
  if (type === "join_request") return sizeFault("request to join", phy.length, [JOIN_REQUEST_BYTES]);
  if (type === "join_accept") return sizeFault("join accept", phy.length, JOIN_ACCEPT_BYTES);
  if (type !== "rejoin_request") return dataFault(phy);
  const bytes = REJOIN_BYTES[phy[1] ?? -1];
  return bytes === undefined
    ? "its kind of rejoin is none of 0, 1 and 2"
    : sizeFault("request to rejoin", phy.length, [bytes]);
};
