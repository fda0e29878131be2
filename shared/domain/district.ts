import * as z from "zod";

/** Hong Kong's 18 districts as the Observatory's bulletin names them (`rhrread`, in English). */
export const DISTRICTS = [
  "Central & Western District",
  "Eastern District",
  "Islands District",
  "Kowloon City",
  "Kwai Tsing",
  "Kwun Tong",
  "North District",
  "Sai Kung",
  "Sha Tin",
  "Sham Shui Po",
  "Southern District",
  "Tai Po",
  "Tsuen Wan",
  "Tuen Mun",
  "Wan Chai",
  "Wong Tai Sin",
  "Yau Tsim Mong",
  "Yuen Long",
] as const;

export const districtSchema = z.enum(DISTRICTS);
export type District = z.infer<typeof districtSchema>;
