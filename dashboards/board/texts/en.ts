import type { Texts } from "./texts.ts";

export const en: Texts = {
  languageName: "English",
  productName: "Village Watch",
  starting:
    "Starting. If you still read this after a minute, the page is not working: that is no all-clear. Please call the village office.",
  noScript: "This page needs JavaScript to show the water levels. Please call the village office.",
  loading: "Loading…",
  frozen: "This page has failed and no longer updates. Please reload it.",

  levels: { normal: "Normal", advisory: "Advisory", warning: "Warning", danger: "Danger" },
  unknown: "Unknown",
  noReadingYet: "No reading yet",
  beingChecked: "Being checked",
  hazards: {
    flood: "Flood",
    hill_fire: "Hill fire",
    wild_pig: "Wild pigs",
    illegal_dumping: "Illegal dumping",
  },

  exercise: "EXERCISE",
  exerciseNotReal: "This is not real",
  exerciseClock: (time) => `Exercise time ${time}`,
  exerciseSpeed: (times) => `${times} times as fast`,
  exerciseOver: "The exercise is over",

  allNormal: "All normal",
  sitesAt: (word, count) => `${word}: ${count}`,
  siteAt: (word, site) => `${word}: ${site}`,

  noConnectionSince: (time) => `No connection since ${time}. What you see may be out of date.`,
  neverConnected: "Cannot connect: nothing is known. This page keeps trying.",
  notPublished: "Nothing is published for this board. This page keeps trying.",
  unreadable: "What came cannot be read. What you see may be out of date.",
  badAddress: "The address is wrong: no village or exercise can be called that.",
  clockFast: (minutes) => `This device's clock is ${minutes} min fast. This page goes by the server's.`,
  clockSlow: (minutes) => `This device's clock is ${minutes} min slow. This page goes by the server's.`,

  weather: (said, time) => `Observatory at ${time}: ${said}`,
  weatherStale: (time) => `The Observatory was last heard at ${time}: its warnings are not known.`,
  rainstorm: {
    amber: "Amber rainstorm signal",
    red: "Red rainstorm signal",
    black: "Black rainstorm signal",
  },
  northernFlooding: "flooding in the northern New Territories",
  fireDanger: { yellow: "yellow fire danger warning", red: "red fire danger warning" },
  cyclone: (signal) => `tropical cyclone signal No. ${signal}`,
  thunderstorm: "thunderstorm warning",
  landslip: "landslip warning",
  rainMeasured: (mm, time) => `${mm} mm of rain in the hour to ${time}`,

  waterLevel: "Water level",
  waterDepth: "Water depth",
  metres: "m",
  percentFull: (percent) => `${percent}% full`,
  overflowing: "overflowing",
  gauge: (level, thresholds) => `${level} m. ${thresholds}`,
  trend: { rising: "Rising", steady: "Steady", falling: "Falling" },
  trendBy: {
    rising: (cm) => `Up ${cm} cm in 10 min`,
    falling: (cm) => `Down ${cm} cm in 10 min`,
  },
  forecast: (level, minutes) => `${level} level in about ${minutes} min`,
  forecastBetween: (level, from, to) => `${level} level in ${from}-${to} min`,
  forecastWithin: (level, minutes) => `${level} level within ${minutes} min`,
  forecastAnyMoment: (level) => `${level} level any moment`,
  adviceAtDrain: {
    advisory: "Keep an eye on the water.",
    warning: "Leave the riverside, go to high ground.",
    danger: "Leave the riverside now, go to high ground. Do not wade.",
  },
  adviceOnRoad: {
    advisory: "Water on the road: drive with care.",
    warning: "Do not drive or walk into the water.",
    danger: "Do not drive or walk into the water. Take another way.",
  },

  maintenance: (until) => `Sensor under maintenance until ${until}: readings may be odd`,
  troubles: {
    gateway_down: (since) => `Gateway down since ${since}`,
    silent_device: (since) => `Sensor silent since ${since}`,
    battery_low: (since) => `Sensor battery low since ${since}`,
    moved: (since) => `Sensor may have moved (${since}), to be checked`,
  },

  since: (time) => `since ${time}`,
  readAt: (time, age) => `Read ${time} · ${age}`,
  lastSeen: (age) => `Silent. Last seen ${age}`,
  lastKnown: (level, time) => `${level} at ${time}`,
  notAllClear: "No news is not an all-clear.",
  suspect: "The newest reading is in doubt until the next one confirms it.",
  readingAhead: (time) => `The reading's time (${time}) is still to come: in doubt`,
  ago: (minutes) => {
    if (minutes < 1) return "just now";
    if (minutes < 120) return `${minutes} min ago`;
    if (minutes < 2880) return `${Math.floor(minutes / 60)} h ago`;
    return `${Math.floor(minutes / 1440)} days ago`;
  },
  dated: (month, day, time) => `${day} ${MONTHS[month - 1] ?? month} ${time}`,

  call: "Call",
  checkedAt: (time) => `Last update ${time}`,
  levelChanged: (site, level) => `${site}: ${level}`,
  listSeparator: ", ",
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
