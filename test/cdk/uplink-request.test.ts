import * as fc from "fast-check";
import { render } from "velocityjs";
import { describe, expect, it } from "vitest";
import { configOf, ofType, resourcesOf } from "./synthesised.ts";

interface Integration {
  readonly RequestTemplates: Readonly<Record<string, string>>;
  readonly IntegrationResponses: readonly { StatusCode: string; ResponseTemplates: Record<string, string> }[];
}

const integrations = ofType(resourcesOf(configOf("prod")), "AWS::ApiGateway::Method").map(
  ({ properties }) => properties.Integration as Integration,
);
const template = (networkServer: string): string =>
  integrations
    .map(({ RequestTemplates }) => RequestTemplates["application/json"] ?? "")
    .find((text) => text.includes(`=${networkServer}&`)) ?? "";

/** As java.net.URLEncoder writes it, which is behind API Gateway's `$util.urlEncode`. */
const urlEncode = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll("%20", "+")
    .replaceAll(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** What SQS understands of the request that API Gateway makes of a post. */
const asked = (body: string, written = template("thingpark")): Readonly<Record<string, string>> => {
  const request = render(written, {
    input: { body, json: () => JSON.stringify(JSON.parse(body)) },
    util: { urlEncode },
    context: { identity: { apiKeyId: "a1b2c3d4e5" } },
  });
  return Object.fromEntries(new URLSearchParams(request));
};

const BODIES: readonly (readonly [string, string])[] = [
  ["quotes, and quotes in quotes", `{"a":"say \\"water\\" 'now'"}`],
  ["lines that end in every way", '{\n  "a": 1,\r\n\t"b": 2\r}\n'],
  ["ampersands, as of another field", '{"a":"1&MessageBody=forged&Action=PurgeQueue"}'],
  ["plus, percent and equals, as in base64", '{"data":"AXVcA4I+AA==","a":"100 % %20 %2B"}'],
  ["dollars and hashes, as in Velocity", '{"a":"$context.identity.apiKey $input.body #set($x=1) ## #end"}'],
  ["Chinese, emoji, and signs of two code units", '{"a":"鄉村守望 \u{1F30A} \u{20BB7}"}'],
  [
    "numbers, spaces and members that a rewriting would change",
    '{ "a":1.0, "b":12345678901234567890, "b":1e2 }',
  ],
  ["what is no JSON at all", "not { json"],
];

describe("a post by HTTPS, on its way into the queue", () => {
  it.each(BODIES)("keeps %s as they are", (_, body) => {
    expect(asked(body).MessageBody).toBe(body);
  });

  it("keeps every text, byte for byte", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (body) => {
        expect(Buffer.from(asked(body).MessageBody ?? "").equals(Buffer.from(body))).toBe(true);
      }),
    );
  });

  it("is one message with the network server and the id of its key, whatever the body says", () => {
    fc.assert(
      fc.property(fc.constantFrom(...BODIES.map(([, body]) => body)), (body) => {
        expect({ ...asked(body, template("loriot")), MessageBody: "" }).toEqual({
          Action: "SendMessage",
          MessageBody: "",
          "MessageAttribute.1.Name": "networkServer",
          "MessageAttribute.1.Value.DataType": "String",
          "MessageAttribute.1.Value.StringValue": "loriot",
          "MessageAttribute.2.Name": "apiKeyId",
          "MessageAttribute.2.Value.DataType": "String",
          "MessageAttribute.2.Value.StringValue": "a1b2c3d4e5",
        });
      }),
    );
  });

  it("would be seen to change in a template that encodes nothing, or writes the document anew", () => {
    const spoilt = (by: string) => template("thingpark").replace("$util.urlEncode($input.body)", by);
    const changed = (by: string) =>
      BODIES.slice(0, -1).filter(([, body]) => asked(body, spoilt(by)).MessageBody !== body).length;
    expect(changed("$input.body")).toBeGreaterThan(0);
    expect(changed("$util.urlEncode($input.json('$.'))")).toBeGreaterThan(0);
  });

  it("is answered with a small JSON document", () => {
    const accepted = { SendMessageResponse: { SendMessageResult: { MessageId: "5fea7756-0ea4" } } };
    const input = { path: () => accepted.SendMessageResponse.SendMessageResult.MessageId };
    const answers = (integrations[0]?.IntegrationResponses ?? []).map(({ StatusCode, ResponseTemplates }) => [
      StatusCode,
      JSON.parse(render(ResponseTemplates["application/json"] ?? "", { input })),
    ]);
    expect(answers).toEqual([
      ["202", { accepted: true, messageId: "5fea7756-0ea4" }],
      ["400", { error: expect.stringMatching(/^The body was not taken.*262,000 bytes/) }],
      ["503", { error: expect.stringMatching(/Send it again/) }],
    ]);
  });
});
