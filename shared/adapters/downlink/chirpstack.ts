import * as z from "zod";
import { toIso } from "#shared/domain/time.ts";
import type { DownlinkSender } from "./downlink-sender.ts";
import { postJson } from "./post-json.ts";
import type { Token } from "./token.ts";

export interface ChirpStackOptions {
  /** Of its REST API, without a path: `https://chirpstack.example.hk`. */
  readonly baseUrl: string;
  readonly token: Token;
  readonly answerWithinMs?: number;
}

const answerSchema = z.object({ id: z.string().min(1) });

/**
 * ChirpStack v4 by its REST API (chirpstack-rest-api before it: `POST /api/devices/{dev_eui}/queue`, api/device.proto). Chosen over the
 * MQTT topic `.../command/down`, which answers nothing: here the id of the queue item comes back, the one that acknowledgements name, and
 * a refusal is heard. Field names as in the proto file, which the REST API takes in every version.
 */
export const chirpStackSender = ({ baseUrl, token, answerWithinMs }: ChirpStackOptions): DownlinkSender => ({
  send: async ({ downlinkId, devEui, fPort, payloadHex, expiresAt }) => {
    const posted = await postJson({
      networkServer: "ChirpStack",
      url: `${baseUrl}/api/devices/${devEui}/queue`,
      token,
      tokenHeader: "Grpc-Metadata-Authorization",
      body: {
        queueItem: {
          confirmed: true,
          f_port: fPort,
          data: Buffer.from(payloadHex, "hex").toString("base64"),
          expires_at: toIso(expiresAt),
        },
      },
      answerWithinMs,
    });
    if (!("answer" in posted)) return posted;
    const answer = answerSchema.safeParse(posted.answer);
    return { kind: "accepted", messageId: answer.success ? answer.data.id : downlinkId };
  },
});
