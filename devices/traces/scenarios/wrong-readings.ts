import type { Quantity } from "#shared/domain/quantity.ts";
import type { FaultClock } from "./fault-clock.ts";
import type { PlannedFault } from "./fault-plan.ts";
import { canBeWrong, drifted, driftingIn, type Values, wrongly } from "./fault-values.ts";

export type SensorFaults = Readonly<Record<"spike" | "echo" | "stuck" | "drift", FaultClock>>;

/** What a sensor at fault tells in the place of what is true; frame after frame. */
export const wrongReadings = (clocks: SensorFaults): ((atMs: number, values: Values) => Values) => {
  const stuck = stuckReadings(clocks.stuck);
  const drift = driftingReadings(clocks.drift);
  const once = (how: "spike" | "echo", atMs: number, values: Values): Values => {
    const fault = clocks[how].at(atMs);
    if (fault === undefined || !canBeWrong(values)) return values;
    clocks[how].touched(atMs);
    return wrongly(how, values, fault.random);
  };
  return (atMs, values) => once("echo", atMs, once("spike", atMs, stuck(atMs, drift(atMs, values))));
};

const stuckReadings = (clock: FaultClock) => {
  let held: { readonly fault: PlannedFault; values: Values } | undefined;
  return (atMs: number, values: Values): Values => {
    const fault = clock.at(atMs);
    if (fault === undefined) return values;
    if (held?.fault !== fault) held = { fault, values: {} };
    // What the sensor told first of each quantity is what it goes on telling.
    held.values = { ...values, ...held.values };
    clock.touched(atMs);
    const kept = held.values;
    return Object.fromEntries(
      Object.keys(values).map((quantity) => [quantity, kept[quantity as Quantity]]),
    ) as Values;
  };
};

const driftingReadings = (clock: FaultClock) => {
  let drifting:
    | { readonly fault: PlannedFault; readonly quantity: Quantity; readonly end: number }
    | undefined;
  return (atMs: number, values: Values): Values => {
    const fault = clock.at(atMs);
    if (fault === undefined) return values;
    if (drifting?.fault !== fault) {
      const quantity = driftingIn(values, fault.random);
      if (quantity === undefined) return values;
      drifting = { fault, quantity, end: 2 * fault.random() - 1 };
    }
    const { quantity, end } = drifting;
    if (values[quantity] === undefined) return values;
    clock.touched(atMs);
    // It grows over the first half and stays until somebody comes.
    const part = Math.min(1, (2 * (atMs - fault.from)) / (fault.to - fault.from));
    return drifted(values, quantity, end * part);
  };
};
