import { Stack } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { describe, expect, it } from "vitest";
import { application, configOf } from "./synthesised.ts";

describe.each(["pilot", "prod"])("AWS's own checks (cdk-nag) of stage %s", (name) => {
  it("find nothing that is not acknowledged with a reason", () => {
    expect(() => application(configOf(name)).app.synth()).not.toThrow();
  });

  it("would find a queue that nobody watches", () => {
    const { app, stage } = application(configOf(name));
    new Queue(new Stack(stage, "Careless"), "Queue");
    expect(() => app.synth()).toThrow(/AwsSolutions-SQS/);
  });
});
