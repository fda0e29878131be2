/** The lookup or the connection failed under these codes, or the server's certificate did not hold. */
const NEVER_CONNECTED =
  /^(?:ENOTFOUND|EAI_\w+|ECONNREFUSED|ERR_TLS_CERT_\w+|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/;
/** The call that failed comes before any byte is written. An unreachable host can also be told to a later read. */
const BEFORE_WRITING = ["getaddrinfo", "connect"];
/** A failed handshake carries the code of a broken connection; only its words say that it never was secure. */
const HANDSHAKE_FAILED =
  /before secure TLS connection was established|SSL routines:.*(?:wrong version number|handshake|unsupported protocol)/;
/** Without credentials the SDK signs no request. */
const UNSIGNED = ["CredentialsProviderError", "TokenProviderError"];

/**
 * Whether an error surely means that no byte of a message left: no credentials, no name, no connection, no TLS handshake. A
 * connection that breaks later, or stays silent, says nothing about what the other side has read.
 */
export const neverLeft = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  // A host with several addresses: one error for each
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverLeft);
  return (
    UNSIGNED.includes(error.name) ||
    ("code" in error && NEVER_CONNECTED.test(String(error.code))) ||
    ("syscall" in error && BEFORE_WRITING.includes(String(error.syscall))) ||
    HANDSHAKE_FAILED.test(error.message)
  );
};
