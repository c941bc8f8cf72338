/**
 * The partitions of AWS and their regions, as the data of the AWS SDK for JavaScript has
 * them (`@aws-sdk/core` 3.981.0; model). Which of them are enabled for an account only
 * EC2 can tell.
 */
import * as Predicate from "effect/Predicate"

interface Partition {
  /** As ARNs have it. */
  readonly id: string
  /** The region that is asked for what concerns the partition. */
  readonly home: string
  readonly regions: ReadonlyArray<string>
}

const aws: Partition = {
  id: "aws",
  home: "us-east-1",
  regions: [
    ...["af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2"],
    ...["ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2"],
    ...["ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7"],
    ...["ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1"],
    ...["eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1"],
    ...["me-south-1", "me-west-1", "mx-central-1", "sa-east-1", "sa-west-1", "us-east-1"],
    ...["us-east-2", "us-west-1", "us-west-2"],
  ],
}

/** All of them. */
export const partitions: ReadonlyArray<Partition> = [
  aws,
  { id: "aws-cn", home: "cn-northwest-1", regions: ["cn-north-1", "cn-northwest-1"] },
  { id: "aws-eusc", home: "eusc-de-east-1", regions: ["eusc-de-east-1"] },
  { id: "aws-iso", home: "us-iso-east-1", regions: ["us-iso-east-1", "us-iso-west-1"] },
  { id: "aws-iso-b", home: "us-isob-east-1", regions: ["us-isob-east-1", "us-isob-west-1"] },
  { id: "aws-iso-e", home: "eu-isoe-west-1", regions: ["eu-isoe-west-1"] },
  { id: "aws-iso-f", home: "us-isof-south-1", regions: ["us-isof-east-1", "us-isof-south-1"] },
  { id: "aws-us-gov", home: "us-gov-west-1", regions: ["us-gov-east-1", "us-gov-west-1"] },
]

/** The partition of the first of these ARNs and regions that tells; else the largest one. */
export const partitionOf = (hints: ReadonlyArray<string | undefined>): Partition => {
  for (const hint of hints.filter(Predicate.isNotUndefined)) {
    const [, id] = hint.split(":")
    const found = partitions.find((each) =>
      id === undefined ? each.regions.includes(hint) : each.id === id,
    )
    if (found !== undefined) return found
  }
  return aws
}
