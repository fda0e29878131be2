import { CANARY } from "./canary.ts";
import type { Recipient } from "./recipient.ts";
import type { Complaint } from "./village-complaints.ts";

interface Listed {
  readonly villageId: string;
  readonly recipients: readonly Pick<Recipient, "addresses">[];
}

/** Recipients of a real village whose messages would go to the sink: they would never be told, and nothing would say so. */
export const sinkComplaints = ({ villageId, recipients }: Listed): readonly Complaint[] =>
  villageId === CANARY.villageId
    ? []
    : recipients.flatMap(({ addresses }, index) =>
        addresses.sink === undefined
          ? []
          : [
              {
                path: ["recipients", index, "addresses", "sink"],
                message: `reaches nobody: only the village ${CANARY.villageId} has a sink`,
              },
            ],
      );
