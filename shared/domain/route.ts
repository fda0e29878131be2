import type { RaisedLevel } from "./level.ts";
import type { Role } from "./recipient.ts";

/** One line of a hazard's routing table: from which level on a role hears of it. */
export interface Route {
  /** `department`: whichever has the duty for the hazard at the site (see `departmentsFor`). */
  readonly role: Role | "department";
  readonly from: RaisedLevel;
  /** Only where the evidence holds a factor of this name, like `near_houses`. */
  readonly where?: string;
  /** Not where the evidence holds a factor of this name: whoever it is for has heard of the same thing from another site. */
  readonly unless?: string;
  /** Only once enough readings bear the alarm out (see `Assessment.unconfirmed`). */
  readonly onceConfirmed?: true;
}
