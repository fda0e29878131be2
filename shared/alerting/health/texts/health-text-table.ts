import type { BlindInAlarm, Finding, GatewayDown } from "#shared/domain/finding.ts";
import type { NoticeFacts } from "../notice-facts.ts";

/** A notice in one language, before the place is put before it. */
export interface NoticeWording {
  /** How a message and a subject begin: `【感應器】`, `SENSOR`. */
  readonly tag: string;
  /** What is found, since when and for how long; begins with what it is about. */
  readonly what: string;
  /** The same where there is little room. */
  readonly brief?: string;
  /** What to do. No full stop at the end. */
  readonly action: string;
}

export type Found = Omit<NoticeWording, "tag">;
/** What is wrong with one device. */
export type DeviceTrouble = Exclude<Finding, BlindInAlarm | GatewayDown>;

/** Everything that is said of the health of sensors and gateways in one language. */
export interface HealthTexts {
  readonly wording: (facts: NoticeFacts) => NoticeWording;
  /** Many notices in one message. */
  readonly list: (
    change: NoticeFacts["change"],
    counts: readonly { readonly kind: Finding["kind"]; readonly count: number }[],
  ) => NoticeWording;
  readonly message: (tag: string, place: string, what: string, action: string) => string;
  /** One line of a list. */
  readonly line: (site: string, what: string) => string;
  readonly labels: {
    readonly since: string;
    readonly foundAt: string;
    readonly devEui: string;
    readonly gateway: string;
  };
  /** The last line of an e-mail. */
  readonly automatic: string;
  readonly fullTime: (at: number) => string;
}
