import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";
import { canaryMetrics } from "#shared/adapters/canary-metrics.ts";
import { environment } from "#shared/adapters/environment.ts";
import type { Services } from "./send-canary.ts";

const AT_LEAST_ONCE = 1;

/**
 * The real ones, as the function's environment names them. The SDK's own endpoint, `data-ats.iot.<region>` by its rule set (AWS General
 * Reference, IoT Core data plane), serves every account: whose topics are meant is told by the signature.
 */
export const awsServices = (): Services => {
  const client = new IoTDataPlaneClient();
  const topic = environment("UPLINK_TOPIC");
  return {
    clock: { now: Date.now },
    publish: async (document) => {
      const payload = Buffer.from(JSON.stringify(document));
      await client.send(new PublishCommand({ topic, qos: AT_LEAST_ONCE, payload }));
    },
    metrics: canaryMetrics(),
  };
};
