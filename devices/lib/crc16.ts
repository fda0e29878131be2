const BITS_PER_BYTE = 8;

/** One of the catalogued 16-bit checks that take the lowest bit first and invert nothing at the end. */
export interface Crc16Kind {
  readonly polynomialReflected: number;
  readonly start: number;
}

/** Decentlab's commands end with it (polynomial 0x8005). */
export const MODBUS: Crc16Kind = { polynomialReflected: 0xa001, start: 0xffff };

/**
 * SenseCAP's camera ends its frames with it (polynomial 0x1021). The maker names it only "CRC16"; of the catalogued 16-bit checks
 * this one alone agrees with the four whole frames that the maker and users publish.
 */
export const KERMIT: Crc16Kind = { polynomialReflected: 0x8408, start: 0 };

export const crc16 = (bytes: Uint8Array, { polynomialReflected, start }: Crc16Kind): number => {
  let crc = start;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < BITS_PER_BYTE; bit += 1) {
      crc = (crc & 1) === 1 ? (crc >> 1) ^ polynomialReflected : crc >> 1;
    }
  }
  return crc;
};
