import { InvalidParameterValue } from "../ServiceError.ts"
import { quote } from "./quote.ts"

/** The refusal of a value, in AWS's words (seen for siblings), with the rule that it breaks. */
export const invalidValue = (parameter: string, value: unknown, rule: string) =>
  new InvalidParameterValue({
    message: `Value ( ${quote(value)} ) for parameter ${parameter} is invalid. ${rule}`,
  })
