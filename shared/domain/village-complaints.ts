import type { Device } from "./device.ts";
import { firstOverlap } from "./interval-lists.ts";
import { departmentsFor, possibleDepartments } from "./jurisdiction.ts";
import type { Site } from "./site.ts";
import type { Validity } from "./validity.ts";

/** One thing wrong with a village's file that no single field shows, and which field to mend. */
export interface Complaint {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

interface Listed {
  readonly sites: readonly Site[];
  readonly devices: readonly Device[];
  readonly recipients: readonly { readonly recipientId: string }[];
}

/** What does not fit together in a village's file. */
export const villageComplaints = ({ sites, devices, recipients }: Listed): readonly Complaint[] => [
  ...repeated(["sites"], "siteId", sites),
  ...repeated(["devices"], "devEui", devices),
  ...repeated(["recipients"], "recipientId", recipients),
  ...sites.flatMap((site, index) => siteComplaints(site, ["sites", index])),
  ...devices.flatMap((device, index) => deviceComplaints(device, sites, ["devices", index])),
];

const repeated = <Key extends string>(
  path: readonly PropertyKey[],
  key: Key,
  entries: readonly Readonly<Record<Key, string>>[],
): readonly Complaint[] => {
  const ids = entries.map((entry) => entry[key]);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ path: [...path, index, key], message: `${id} is listed twice` }] : [],
  );
};

const siteComplaints = (site: Site, path: readonly PropertyKey[]): readonly Complaint[] => {
  const hazards = [...new Set(site.hazards.map(({ hazard }) => hazard))];
  const overlaps = hazards.flatMap((hazard) => {
    const found = firstOverlap(site.hazards, (entry) => entry.hazard === hazard);
    return found === undefined
      ? []
      : [
          {
            path: [...path, "hazards", found.second, "validFrom"],
            message: `hazards[${found.first}] sets ${hazard} for the same time: end it (validTo) before this one begins`,
          },
        ];
  });
  return [
    ...endings(site.hazards, [...path, "hazards"]),
    ...overlaps,
    ...Object.keys(site.jurisdiction ?? {}).flatMap((hazard) =>
      jurisdictionComplaints(site, hazard, hazards.includes(hazard), [...path, "jurisdiction", hazard]),
    ),
  ];
};

const jurisdictionComplaints = (
  site: Site,
  hazard: string,
  isWatchedFor: boolean,
  path: readonly PropertyKey[],
): readonly Complaint[] => {
  if (!isWatchedFor) return [{ path, message: `${site.siteId} is not watched for ${hazard}` }];
  const possible = possibleDepartments(hazard);
  return departmentsFor(site, hazard).flatMap((department, index) =>
    possible.includes(department)
      ? []
      : [
          {
            path: [...path, index],
            message: `${hazard} is never for ${department}; it is for ${possible.join(", ")}`,
          },
        ],
  );
};

const deviceComplaints = (
  device: Device,
  sites: readonly Site[],
  path: readonly PropertyKey[],
): readonly Complaint[] => {
  const { assignments } = device;
  const overlap = firstOverlap(assignments);
  return [
    ...intervalComplaints(device, path),
    ...assignments.flatMap(({ siteId }, index) =>
      sites.some((site) => site.siteId === siteId)
        ? []
        : [{ path: [...path, "assignments", index, "siteId"], message: `no site is called ${siteId}` }],
    ),
    ...endings(assignments, [...path, "assignments"]),
    ...(overlap === undefined
      ? []
      : [
          {
            path: [...path, "assignments", overlap.second, "validFrom"],
            message: `${device.devEui} still stands at ${assignments[overlap.first]?.siteId} then (assignments[${overlap.first}]), and a device stands at one site at a time: end that assignment (validTo) before this one begins`,
          },
        ]),
  ];
};

const intervalComplaints = (
  { reportIntervalS, fastReportIntervalS, heartbeatS }: Device,
  path: readonly PropertyKey[],
): readonly Complaint[] => [
  ...(fastReportIntervalS !== undefined && fastReportIntervalS >= reportIntervalS
    ? [
        {
          path: [...path, "fastReportIntervalS"],
          message: `is to be faster than reportIntervalS, ${reportIntervalS} s`,
        },
      ]
    : []),
  ...(heartbeatS !== undefined && heartbeatS < reportIntervalS
    ? [
        {
          path: [...path, "heartbeatS"],
          message: `is shorter than reportIntervalS, ${reportIntervalS} s: a healthy device would count as silent`,
        },
      ]
    : []),
];

const endings = (entries: readonly Validity[], path: readonly PropertyKey[]): readonly Complaint[] =>
  entries.flatMap(({ validFrom, validTo }, index) =>
    validTo !== undefined && validTo <= validFrom
      ? [{ path: [...path, index, "validTo"], message: "ends before it begins (validFrom)" }]
      : [],
  );
