import { hongKongTime } from "../../hong-kong-time.ts";
import type { NoticeFacts } from "../notice-facts.ts";
import type { DeviceTrouble, Found } from "./health-text-table.ts";
import { QUANTITY_NAMES, valueWithUnit } from "./quantity-names.ts";

export const lasting = (minutes: number): string => {
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2_880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1_440)} days`;
};

export const sinceOf = ({ since, sinceOtherDay }: NoticeFacts): string =>
  `since ${hongKongTime(since, sinceOtherDay ? "d MMM HH:mm" : "HH:mm")}`;

const quantityOf = (quantity: keyof (typeof QUANTITY_NAMES)["en"]): string =>
  QUANTITY_NAMES.en[quantity] ?? "one of its readings";

const amount = (value: number, quantity: keyof (typeof QUANTITY_NAMES)["en"]): string =>
  valueWithUnit(value, quantity, "en");

/** What is found of a device, and what to do. */
export const troubleWords = (finding: DeviceTrouble, facts: NoticeFacts): Found => {
  const { lasted } = facts;
  const since = sinceOf(facts);
  switch (finding.kind) {
    case "silent_device":
      return finding.neverHeard
        ? { what: `never heard ${since}`, action: "Check that it is switched on and has joined" }
        : {
            what: `silent ${since} (${lasting(lasted)})`,
            action: "Check battery and antenna, and that it is still there",
          };
    case "silent_quantity":
      return {
        what: `heard, but without ${quantityOf(finding.quantity)} ${since}`,
        action: "Check probe and wiring",
      };
    case "stuck_value": {
      const value = amount(finding.value, finding.quantity);
      return {
        what: `${quantityOf(finding.quantity)} stuck at ${value} ${since}, may have failed`,
        action: "Do not rely on it. Check for blockage",
      };
    }
    case "battery_low": {
      const level = finding.levelPercent === undefined ? "" : ` (${Math.round(finding.levelPercent)}%)`;
      return { what: `battery low${level}`, action: "Change the battery soon" };
    }
    case "battery_falling":
      return {
        what: `battery falling, empty in about ${Math.round(finding.daysLeft)} days`,
        action: "Plan a change of battery",
      };
    case "link_loss":
      return {
        what: `about ${Math.round(finding.lossPercent)}% of its data does not arrive`,
        action: "Check antenna and gateway",
      };
    case "link_margin":
      return {
        what: `weak signal (${finding.marginDb.toFixed(0)} dB to spare), may drop out`,
        action: "Check antenna and position",
      };
    case "moved": {
      const { mark, before, after } = finding;
      return {
        what: `moved or covered? ${quantityOf(mark)} was ${amount(before, mark)}, is ${amount(after, mark)}`,
        action: "Please look. Ignore this if all is well",
      };
    }
  }
};
