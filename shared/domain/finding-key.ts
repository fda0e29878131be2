import type { Finding } from "./finding.ts";

const subjectOf = (finding: Finding): string => {
  if (finding.kind === "gateway_down") return finding.gatewayId;
  return finding.kind === "blind_in_alarm" ? `${finding.siteId}#${finding.hazard}` : finding.devEui;
};

/** What a finding is about: two with the same key are the same finding, told anew with newer numbers. */
export const findingKey = (finding: Finding): string => {
  const aspect =
    ("mark" in finding && finding.mark) ||
    ((finding.kind === "stuck_value" || finding.kind === "silent_quantity") && finding.quantity);
  return [finding.kind, subjectOf(finding), ...(aspect === false ? [] : [aspect])].join("#");
};
