/**
 * How long to wait for the beginning of an answer, the connection included, and
 * for any more of it, in milliseconds: as long as the AWS CLI. (A time-out of the
 * SDK's for the connection alone would keep a process from ending, run.)
 */
export const TIMEOUTS = {
  requestTimeout: 60_000,
  socketTimeout: 60_000,
  throwOnRequestTimeout: true,
}
