const FNV_OFFSET_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * 32-bit FNV-1a of an uplink's identity (see `uplinkIdentity`): 4 bytes in the window instead of 40.
 * Two frames are only ever compared within one device, one counter value and 30 minutes, so a collision is out of reach.
 */
export const hashIdentity = (identity: string): number => {
  let hash = FNV_OFFSET_BASIS;
  for (let index = 0; index < identity.length; index += 1) {
    hash = Math.imul(hash ^ identity.charCodeAt(index), FNV_PRIME);
  }
  return hash >>> 0;
};
