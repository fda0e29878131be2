import { BootstraplessSynthesizer, type IStackSynthesizer, Stack, type StackProps } from "aws-cdk-lib";
import { EmailIdentity, Identity } from "aws-cdk-lib/aws-ses";
import type { Construct } from "constructs";

export interface EmailStackProps extends StackProps {
  readonly domain: string;
}

/** The sending domain, in the region that sends: SES is not in ap-east-1. Its DKIM records are then entered at the domain. */
export class EmailStack extends Stack {
  constructor(scope: Construct, id: string, props: EmailStackProps) {
    // It holds no asset, so its region needs no bootstrap. (The cast: aws-cdk-lib is not compiled with exactOptionalPropertyTypes.)
    super(scope, id, { ...props, synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer });
    new EmailIdentity(this, "Domain", { identity: Identity.domain(props.domain) });
  }
}
