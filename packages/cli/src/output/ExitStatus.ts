/**
 * The exit statuses of the command: those of the AWS CLI 2 where it has one for the
 * matter, so that scripts written for it understand.
 */

/** The output is complete but for peers that could not be understood. */
export const PARTIAL = 1

/** What was looked or waited for is not so. */
export const NOT_MET = 3

/** What was waited for won't come any more. */
export const HOPELESS = 4

/** Wrong usage: flags, filters and queries, and fixtures that can't be read. */
export const USAGE = 252

/** A setting or credentials are missing or invalid, so that nothing could be asked. */
export const CONFIGURATION = 253

/** The service answered with an error. */
export const SERVICE = 254

/** Anything else, such as a network that is down. */
export const OTHER = 255

/** What a shell reports for a program that a closed pipe ended: 128 and SIGPIPE. */
export const CLOSED_PIPE = 141
