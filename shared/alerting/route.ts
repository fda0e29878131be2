import type { NotificationReason, WithheldReason, Withholding } from "#shared/domain/alert.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import { isAtLeast, type Level } from "#shared/domain/level.ts";
import type { Addressee, Channel, Role } from "#shared/domain/recipient.ts";
import type { Route } from "#shared/domain/route.ts";

export interface RoutingInput {
  /** The hazard's routing table. */
  readonly routes: readonly Route[];
  /** Who has the duty for the hazard at the site. */
  readonly departments: readonly Role[];
  /** Level of the alert; `normal` is the end of the alarm. */
  readonly level: Level;
  /** What the alert rests on: some routes depend on it. */
  readonly evidence: readonly Evidence[];
  /** Too few readings bear it out for everybody to be told. */
  readonly isUnconfirmed: boolean;
  /** The alarm has ended by itself, and nobody wants a message of it. */
  readonly endsQuietly: boolean;
  readonly addressees: readonly Addressee[];
  /** `recipientId/channel` of everyone who heard of the running alarm. */
  readonly told: readonly string[];
}

/** Someone who is told, by these channels. */
export interface Routed {
  readonly addressee: Addressee;
  readonly channels: readonly Channel[];
  readonly reason: NotificationReason;
}

export interface Routing {
  readonly routed: readonly Routed[];
  readonly withheld: readonly Withholding[];
}

/** How `told` names one person on one channel. */
export const toldKey = (recipientId: string, channel: Channel): string => `${recipientId}/${channel}`;

/**
 * Who hears an alert, and who does not, each with its reason: nobody is left without a word. Whoever was told during the running
 * alarm hears how it goes on and how it ends, whatever the route says. A subscriber who has not consented is never told, not
 * even then: consent can be withdrawn at any time.
 */
export const routeAlert = (input: RoutingInput): Routing => {
  const decisions = input.addressees.map((addressee) => decide(addressee, input));
  const listed = new Set(input.addressees.map((addressee) => addressee.recipientId));
  const gone = new Set(
    input.told.map((key) => key.slice(0, key.lastIndexOf("/"))).filter((id) => !listed.has(id)),
  );
  return {
    routed: decisions.filter((decision) => "addressee" in decision),
    withheld: [
      ...decisions.filter((decision) => "recipientId" in decision),
      ...[...gone].map((recipientId) => ({ recipientId, reason: "no_channel" }) as const),
    ],
  };
};

const decide = (addressee: Addressee, input: RoutingInput): Routed | Withholding => {
  const { recipientId, role, channels } = addressee;
  const { level, told } = input;
  if (role === "subscriber" && !addressee.consented) return { recipientId, reason: "no_consent" };
  const routes = input.routes.filter((route) => isFor(route, role, input));
  const reached = routes.filter(({ from }) => isAtLeast(level, from));
  const borneOut = reached.filter(({ onceConfirmed }) => onceConfirmed !== true || !input.isUnconfirmed);
  const isRouted = borneOut.some(({ unless }) => unless === undefined || !holds(input.evidence, unless));
  const wasTold = told.some((key) => key.startsWith(`${recipientId}/`));
  if (!isRouted && !wasTold) {
    return { recipientId, reason: withheldBecause(routes, reached, borneOut) };
  }
  if (input.endsQuietly) return { recipientId, reason: "ends_quietly" };
  if (channels.length === 0) return { recipientId, reason: "no_channel" };
  if (isRouted) return { addressee, channels, reason: "routed" };
  const heardBy = channels.filter((channel) => told.includes(toldKey(recipientId, channel)));
  return { addressee, channels: heardBy.length > 0 ? heardBy : channels, reason: "told_before" };
};

const withheldBecause = (
  routes: readonly Route[],
  reached: readonly Route[],
  borneOut: readonly Route[],
): WithheldReason => {
  if (routes.length === 0) return "not_routed";
  if (reached.length === 0) return "below_route";
  return borneOut.length === 0 ? "unconfirmed" : "told_elsewhere";
};

const holds = (evidence: readonly Evidence[], factor: string): boolean =>
  evidence.some((item) => item.kind === "factor" && item.name === factor);

const isFor = (
  route: Route,
  role: Role,
  { departments, evidence }: Pick<RoutingInput, "departments" | "evidence">,
): boolean => {
  const isRole = route.role === "department" ? departments.includes(role) : route.role === role;
  const { where } = route;
  return isRole && (where === undefined || holds(evidence, where));
};
