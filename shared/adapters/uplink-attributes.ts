import type { EpochMs } from "#shared/domain/time.ts";

/** What a message in the queue of uplinks carries beside its body, in the names of its attributes. */
export const UPLINK_ATTRIBUTES = {
  /** The network server with whose token it was posted: `MESSAGE_ATTRIBUTES` of the door say the same. */
  networkServer: "networkServer",
  /** Epoch ms: when it came here first, of one that was handed over again out of the quarantine. */
  firstReceivedAt: "firstReceivedAt",
} as const;

/** As SQS hands them over, to a function or out of the queue. */
type Received = Readonly<Record<string, { readonly stringValue?: string | undefined }>>;

export const firstReceivedAtOf = (attributes: Received): EpochMs | undefined => {
  const value = attributes[UPLINK_ATTRIBUTES.firstReceivedAt]?.stringValue;
  return value === undefined ? undefined : Number(value);
};

/** The attributes of a message that leaves the quarantine: neither its age nor whose token it came with may be lost there. */
export const requeueAttributes = ({
  receivedAt,
  tokenHolder,
}: {
  readonly receivedAt: EpochMs;
  readonly tokenHolder?: string;
}): Readonly<Record<string, { readonly DataType: string; readonly StringValue: string }>> => ({
  [UPLINK_ATTRIBUTES.firstReceivedAt]: { DataType: "Number", StringValue: String(receivedAt) },
  ...(tokenHolder === undefined
    ? {}
    : { [UPLINK_ATTRIBUTES.networkServer]: { DataType: "String", StringValue: tokenHolder } }),
});
