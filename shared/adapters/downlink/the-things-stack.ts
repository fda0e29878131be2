import type { DownlinkSender } from "./downlink-sender.ts";
import { postJson } from "./post-json.ts";
import type { Token } from "./token.ts";

export interface TheThingsStackOptions {
  /** Of the cluster, without a path: `https://as1.cloud.thethings.network`. */
  readonly baseUrl: string;
  /** An API key with the right to write downlink traffic. */
  readonly token: Token;
  readonly answerWithinMs?: number;
}

/**
 * The Things Stack v3 (Application Server API, `DownlinkQueuePush`). Pushed, not replaced: the queue may hold somebody else's downlinks.
 * It answers nothing of use, so our own correlation id serves as the message's: its downlink events repeat it.
 */
export const theThingsStackSender = ({
  baseUrl,
  token,
  answerWithinMs,
}: TheThingsStackOptions): DownlinkSender => ({
  send: async ({ address, downlinkId, fPort, payloadHex }) => {
    if (address.via !== "the-things-stack") {
      return { kind: "refused", reason: `The Things Stack does not know a device of ${address.via}` };
    }
    const application = encodeURIComponent(address.applicationId);
    const device = encodeURIComponent(address.deviceId);
    const messageId = `village-watch:${downlinkId}`;
    const posted = await postJson({
      networkServer: "The Things Stack",
      url: `${baseUrl}/api/v3/as/applications/${application}/devices/${device}/down/push`,
      token,
      tokenHeader: "Authorization",
      body: {
        downlinks: [
          {
            f_port: fPort,
            frm_payload: Buffer.from(payloadHex, "hex").toString("base64"),
            confirmed: true,
            priority: "NORMAL",
            correlation_ids: [messageId],
          },
        ],
      },
      answerWithinMs,
    });
    return "answer" in posted ? { kind: "accepted", messageId } : posted;
  },
});
