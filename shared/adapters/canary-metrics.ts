import { Metrics } from "@aws-lambda-powertools/metrics";

/** Under one name of service for sender and sink: the alarm on the canary's silence looks at both. */
const SERVICE = "canary";

/** Counts the canary, from its sending to the sink. */
export const canaryMetrics = () => {
  const metrics = new Metrics({ serviceName: SERVICE });
  return {
    /**
     * A zero for each that is sent: CloudWatch waits for missing data longer than for a sum of zero, so the chain's silence is told
     * within the alarm's three periods, and only the sender's own takes two periods more.
     */
    sent: (): void => {
      metrics.addMetric("CanaryDelivered", "Count", 0);
      metrics.publishStoredMetrics();
    },
    delivered: (latencyMs: number): void => {
      metrics.addMetric("CanaryDelivered", "Count", 1);
      metrics.addMetric("CanaryLatency", "Milliseconds", latencyMs);
      metrics.publishStoredMetrics();
    },
  };
};
