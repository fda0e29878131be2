const FNV_OFFSET_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

const ADDRESS_BITS = 8;
const ADDRESSES = 2 ** ADDRESS_BITS - 1;

const fnv1a = (text: string): number => {
  let hash = FNV_OFFSET_BASIS;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  }
  return hash >>> 0;
};

/**
 * An uplink's identity (see `uplinkIdentity`) in 4 bytes instead of 40: 24 bits of its FNV-1a hash without the device address, and 8
 * of the address, 0 where none was told. Two frames are only ever compared within one device, one counter value and 30 minutes, so a
 * collision is out of reach.
 */
export const hashIdentity = (identity: string): number => {
  const [devEui = "", devAddr = "", ...others] = identity.split("|");
  const frame = fnv1a([devEui, ...others].join("|")) >>> ADDRESS_BITS;
  const address = devAddr === "" ? 0 : 1 + (fnv1a(devAddr) % ADDRESSES);
  return frame * (ADDRESSES + 1) + address;
};

/** What of an identity every network server tells. */
export const withoutAddress = (identity: number): number => identity >>> ADDRESS_BITS;

/** Not every network server tells a device's address: one that does not contradicts none. Two that do must tell the same. */
export const isSameIdentity = (one: number, other: number): boolean => {
  const [address, otherAddress] = [one & ADDRESSES, other & ADDRESSES];
  const agree = address === otherAddress || address === 0 || otherAddress === 0;
  return agree && withoutAddress(one) === withoutAddress(other);
};
