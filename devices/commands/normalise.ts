import type { Command } from "commander";
import { documentsOf, NOT_JSON, unwrapped } from "#devices/network-servers/archived-documents.ts";
import type { ParsedDocument } from "#devices/network-servers/network-server.ts";
import { networkServers, parseDocument } from "#devices/network-servers/recognise.ts";
import type { NetworkEvent } from "#shared/domain/network-event.ts";
import { type EpochMs, toIso } from "#shared/domain/time.ts";
import { failed, type Outcome } from "./outcome.ts";
import { readInput } from "./read-text.ts";

const subjectOf = (event: NetworkEvent): string =>
  event.kind === "gateway_connection" ? `gateway ${event.gatewayId}` : `device ${event.devEui}`;

const notesOn = (parsed: ParsedDocument, now: EpochMs): readonly string[] => {
  if (parsed.kind === "event") {
    const { event } = parsed;
    return [`no uplink but an event: ${event.kind} of ${subjectOf(event)} (${event.networkServer})`];
  }
  if (parsed.kind === "ignored") return [`no uplink: ${parsed.explanation}`];
  if (parsed.kind === "unreadable") return [];
  const { warnings = [], events = [], exercise, uplink } = parsed;
  return [
    ...warnings,
    ...(uplink.receivedAt === toIso(now) ? ["it has no time of its own: the present one was taken"] : []),
    ...(exercise === undefined ? [] : [`it belongs to the exercise ${exercise.exerciseId}`]),
    ...events.map((event) => `it tells an event besides: ${event.kind}`),
  ];
};

/**
 * Brings the documents of network servers into the one shape of an uplink, a line of JSON each. A document that is none, or
 * cannot be read, is trouble; an event is only named, as long as there is an uplink beside it.
 */
export const normalise = (text: string, now: EpochMs): Outcome => {
  const read = documentsOf(text).map((document, index) => ({
    place: `document ${index + 1}`,
    parsed: document === NOT_JSON ? undefined : parseDocument(unwrapped(document), now),
  }));
  if (read.length === 0) return failed("there is no document: JSON is expected");
  // Something else altogether: one sentence, not one a line.
  if (read.length > 1 && read.every(({ parsed }) => parsed === undefined)) {
    return failed("this is not JSON, neither as a whole nor line by line");
  }
  const lines = read.flatMap(({ parsed }) =>
    parsed?.kind === "uplink" ? [JSON.stringify(parsed.uplink)] : [],
  );
  const notes = read.flatMap(({ place, parsed }) =>
    parsed === undefined ? [] : notesOn(parsed, now).map((note) => `${place}: ${note}`),
  );
  const troubles = read.flatMap(({ place, parsed }) => {
    if (parsed === undefined) return [`${place}: this is not JSON`];
    return parsed.kind === "unreadable" ? [`${place}: ${parsed.error}`] : [];
  });
  if (lines.length > 0 || troubles.length > 0) return { lines, troubles, notes };
  return { lines, troubles: notes };
};

const HELP = `
FILE holds one document, a JSON list of them, or one on each line; each may stand
inside of another under "document" or "payload". The network server is told by the
shape. Understood are:
${networkServers.map(({ name }) => `  ${name}`).join("\n")}

Each uplink is printed as one line of JSON. Joins, acknowledgements and other events
are named on the error stream, and so is what was unusual. It ends with 1, and names
the document and the field, when a document cannot be read, or none is an uplink.`;

export const addNormalise = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("normalise")
    .description("bring the documents of any network server into the one shape of an uplink")
    .argument("<file>", "JSON or NDJSON; - reads what is piped in")
    .addHelpText("after", HELP)
    .action(async (path: string) => {
      const input = await readInput(path);
      finish("error" in input ? failed(input.error) : normalise(input.text, Date.now()));
    });
};
