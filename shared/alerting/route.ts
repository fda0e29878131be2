import type { NotificationReason, Withholding } from "#shared/domain/alert.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import { isAtLeast, type Level, type RaisedLevel } from "#shared/domain/level.ts";
import type { Addressee, Channel, Role } from "#shared/domain/recipient.ts";

/** One line of the routing table: from which level on a role hears of a hazard. */
export interface Route {
  readonly hazard: Hazard;
  readonly role: Role;
  readonly from: RaisedLevel;
}

/**
 * Who is told of what, as data. Flood: Drainage Services has the duty and the village office stands beside it, so both hear
 * first; the District Office (Home Affairs) and the subscribers hear warnings; Fire Services hears when lives are in danger.
 */
export const ROUTES: readonly Route[] = [
  { hazard: "flood", role: "drainage_services", from: "advisory" },
  { hazard: "flood", role: "village_office", from: "advisory" },
  { hazard: "flood", role: "home_affairs", from: "warning" },
  { hazard: "flood", role: "subscriber", from: "warning" },
  { hazard: "flood", role: "fire_services", from: "danger" },
];

export interface RoutingInput {
  readonly hazard: Hazard;
  /** Level of the alert; `normal` is the end of the alarm. */
  readonly level: Level;
  readonly addressees: readonly Addressee[];
  /** `recipientId/channel` of everyone who heard of the running alarm. */
  readonly told: readonly string[];
  readonly routes?: readonly Route[];
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
  const { hazard, level, told, routes = ROUTES } = input;
  if (role === "subscriber" && !addressee.consented) return { recipientId, reason: "no_consent" };
  const route = routes.find((candidate) => candidate.hazard === hazard && candidate.role === role);
  const isRouted = route !== undefined && isAtLeast(level, route.from);
  const wasTold = told.some((key) => key.startsWith(`${recipientId}/`));
  if (!isRouted && !wasTold) {
    return { recipientId, reason: route === undefined ? "not_routed" : "below_route" };
  }
  if (channels.length === 0) return { recipientId, reason: "no_channel" };
  if (isRouted) return { addressee, channels, reason: "routed" };
  const heardBy = channels.filter((channel) => told.includes(toldKey(recipientId, channel)));
  return { addressee, channels: heardBy.length > 0 ? heardBy : channels, reason: "told_before" };
};
