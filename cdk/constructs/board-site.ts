import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { BoardDelivery, StageConfig } from "#cdk/config/config.ts";

/** Where the exercises of the canary's village have their status documents. */
const CANARY_BOARDS = "villages/canary/exercises/";

export interface BoardSiteProps {
  readonly config: StageConfig;
  readonly delivery: BoardDelivery;
}

/** The board: a private bucket of static files, and the one way to them. */
export class BoardSite extends Construct {
  readonly bucket: Bucket;
  /** Address of the page, as it stands in messages: `https://.../index.html`. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: BoardSiteProps) {
    super(scope, id);
    const kept = props.config.data === "keep";
    this.bucket = new Bucket(this, "Bucket", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: kept,
      removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: [
        {
          // Every five minutes there is a new one.
          prefix: CANARY_BOARDS,
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
    Validations.of(this.bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason:
        "The bucket holds a public page and public status documents, no personal data: whoever reads it is not recorded.",
    });
    this.url =
      props.delivery.kind === "endpoint"
        ? `${props.delivery.url}/${this.bucket.bucketName}/index.html`
        : `https://${this.distribution().distributionDomainName}/index.html`;
  }

  private distribution(): Distribution {
    const distribution = new Distribution(this, "Distribution", {
      comment: "Village Watch: the board",
      defaultRootObject: "index.html",
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
      defaultBehavior: {
        // aws-cdk-lib is not compiled with exactOptionalPropertyTypes, so its own class does not fit its own interface.
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        // Objects say themselves how long they may be kept: a status for seconds, a font for a year.
        cachePolicy: CachePolicy.USE_ORIGIN_CACHE_CONTROL_HEADERS,
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        compress: true,
      },
    });
    Validations.of(distribution).acknowledge(
      { id: "AwsSolutions-CFR1", reason: "Relatives abroad look at the board too: no country is shut out." },
      {
        id: "AwsSolutions-CFR2",
        reason: "Static files without any input: a firewall would have nothing to inspect.",
      },
      { id: "AwsSolutions-CFR3", reason: "Who reads the public board is not recorded." },
      {
        id: "AwsSolutions-CFR4",
        reason: "CloudFront's own certificate is in use until a village brings its domain.",
      },
    );
    return distribution;
  }
}
