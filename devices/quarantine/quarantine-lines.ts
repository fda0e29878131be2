import type { QuarantinedMessage, QuarantineTally } from "#shared/domain/quarantine.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** How many messages of which device could not be used for which reason, the most first. */
export const countLines = (tallies: readonly QuarantineTally[]): readonly string[] => {
  const groups = Map.groupBy(tallies, ({ reason, devEui }) => `${reason} ${devEui ?? ""}`);
  return [...groups.values()]
    .flatMap(([first, ...rest]) =>
      first === undefined
        ? []
        : [{ ...first, count: rest.reduce((total, { count }) => total + count, first.count) }],
    )
    .toSorted((a, b) => b.count - a.count)
    .map(
      ({ count, reason, devEui }) => `${String(count).padStart(8)}  ${reason.padEnd(17)}  ${nameOf(devEui)}`,
    );
};

/** The newest messages first, each with its time and its reason in words; never its content. */
export const messageLines = (
  messages: readonly QuarantinedMessage[],
  most: number,
  told: (receivedAt: EpochMs) => string,
): readonly string[] => [
  ...messages
    .toSorted((a, b) => b.receivedAt - a.receivedAt)
    .slice(0, most)
    .map(({ receivedAt, reason, explanation }) => `${told(receivedAt)}  ${reason}  ${explanation}`),
  ...(messages.length > most ? [`and ${messages.length - most} older ones`] : []),
];

const nameOf = (devEui: string | undefined): string => devEui ?? "(no device could be read)";
